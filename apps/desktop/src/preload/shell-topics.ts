import type { DeviceSettings } from './device-settings.ts';

/** How the system shows notifications. */
export interface NativeState {
  /**
   * `actions`: with buttons; `plain`: without; `missing`: there is no service; `failed`: there is one, and it did
   * not take the last notification.
   */
  readonly service: 'actions' | 'plain' | 'missing' | 'failed' | 'unknown';
  /** Why it failed, in the system's words. */
  readonly problem?: string;
  /** Whether the system's own "do not disturb" is on, where that can be read. */
  readonly focusMode: 'on' | 'off' | 'unknown';
}

/** `packaged`: the system's package manager looks after updates. `unsupported`: there is no feed, as in development. */
export interface UpdateState {
  readonly state:
    | 'unsupported'
    | 'packaged'
    | 'idle'
    | 'checking'
    | 'downloading'
    | 'ready'
    | 'refused'
    | 'failed';
  /** The newer version, where there is one. */
  readonly version?: string;
  readonly percent?: number;
  /** Why it was refused or failed, in plain words. */
  readonly problem?: string;
  /** When it was last asked for, in milliseconds since 1970. */
  readonly checkedAt?: number;
}

/** What a page may follow of the shell. The state is sent at once and again whenever it changes. */
export interface ShellTopicStates {
  settings: DeviceSettings;
  native: NativeState;
  updates: UpdateState;
}

export const shellTopics = [
  'settings',
  'native',
  'updates',
] as const satisfies readonly (keyof ShellTopicStates)[];
export type ShellTopicName = (typeof shellTopics)[number];
