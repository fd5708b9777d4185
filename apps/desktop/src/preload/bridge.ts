import type { CallName, CallParams, CallResults, Outcome } from '../engine/api/calls.ts';
import type { TopicName, TopicParams, TopicStates } from '../engine/api/topics.ts';

/** Where a notification or a link points. */
export interface Target {
  readonly table: string;
  readonly id: string;
}

export interface KeyStore {
  readonly available: boolean;
  readonly keeping: 'sealed' | 'unprotected' | 'memory';
}

/** Everything that the page may ask of the app: `window.holdfast`. Nothing else crosses the bridge. */
export interface HoldfastBridge {
  /** Asks the engine to do something. Never rejects: what went wrong is in the outcome. */
  call<Name extends CallName>(name: Name, params: CallParams<Name>): Promise<Outcome<CallResults[Name]>>;
  /** Follows a state of the engine. The listener is called at once and on each change; the result stops it. */
  watch<Name extends TopicName>(
    topic: Name,
    params: TopicParams<Name>,
    listener: (state: TopicStates[Name]) => void,
  ): () => void;
  /** Called when a notification or link asks to show something, also if it did before the page was there. */
  onOpen(listener: (target: Target) => void): () => void;
  /** Called when undo or redo is chosen from the system's menu. */
  onHistory(listener: (step: 'undo' | 'redo') => void): () => void;
  /**
   * `available`: the system has a key store for the session. `keeping`: where the session is now, sealed
   * with it, unprotected on the disk because the person agreed, or in memory until the app ends.
   */
  readonly shell: {
    readonly platform: string;
    readonly version: string;
    keyStore(): Promise<KeyStore>;
    /** Asks where to save a text, and saves it there. `problem`: why it was not saved, if the person did not think better of it. */
    saveText(name: string, text: string): Promise<{ saved: boolean; problem?: string }>;
  };
}
