import type { Said } from '@holdfast/shared/entity/said.ts';
import type { WireError } from '@holdfast/shared/protocol/errors.ts';

/** Who is signed in on this device. */
export type SessionState =
  | {
      readonly state: 'signed-out';
      readonly server: string | undefined;
      readonly reason?: string;
      /** An admin asked to remove the data of this device, and it is done: nothing of the account may stay. */
      readonly wiped?: true;
    }
  | {
      readonly state: 'signed-in';
      readonly server: string;
      readonly userId: string;
      /** The person's name at sign-in, shown until the directory has arrived. */
      readonly name: string;
      /** True where the server no longer takes this session: data stays readable, changes wait. */
      readonly signInAgain: boolean;
      /** True until everything that the person may see has arrived once. */
      readonly firstSync: boolean;
      /** The account was disabled: what the server had sent is gone from this disk, what was typed and never sent is here to copy (S7). */
      readonly disabled: boolean;
      /** Something about the file on this disk that the person must know, until they have read it. */
      readonly disk?: DiskNotice;
    };

/**
 * `repaired`: the file was broken and set aside; so many changes that had not been sent were saved
 * from it, and whether some could not be read (S25). `full`: nothing can be saved until there is
 * room. `read-only`: nothing can be saved, because the folder cannot be written to.
 */
export type DiskNotice =
  | { readonly kind: 'repaired'; readonly at: number; readonly saved: number; readonly incomplete: boolean }
  | { readonly kind: 'full' }
  | { readonly kind: 'read-only'; readonly folder: string };

/**
 * The connection, for the pill: `live`, `connecting` (with the moment of the next try, in
 * milliseconds since 1970, or trying right now), `offline` (the system or the person says so, or no
 * try has worked for long), `update-needed`, `sign-in-needed`.
 */
export interface ConnectionState {
  readonly state: 'live' | 'connecting' | 'offline' | 'update-needed' | 'sign-in-needed';
  readonly since: number;
  readonly nextTryAt: number | undefined;
  /** Why the last try failed, in plain words. */
  readonly problem: string | undefined;
  readonly roundTripMs: number | undefined;
  readonly lastSyncAt: number | undefined;
  /** How many changes wait, and how many were not accepted. */
  readonly waiting: number;
  readonly refused: number;
  /** While the first sync runs: how many rows have arrived. */
  readonly received: number | undefined;
  /** While the first sync runs: how many are expected in all, as far as is known. */
  readonly expected: number | undefined;
  /** The first waiting change was not settled for 30 s although the connection stands: why, and what one can do (S32). */
  readonly stuck: { readonly since: number; readonly why: string; readonly advice: string } | undefined;
}

/** Where nobody is signed in. */
export const noConnection: ConnectionState = {
  state: 'sign-in-needed',
  since: 0,
  nextTryAt: undefined,
  problem: undefined,
  roundTripMs: undefined,
  lastSyncAt: undefined,
  waiting: 0,
  refused: 0,
  received: undefined,
  expected: undefined,
  stuck: undefined,
};

/** A change of one's own that the server has not finally answered. */
export interface WaitingChange {
  readonly id: string;
  readonly name: string;
  readonly what: Said;
  readonly at: string;
  /** `sent`: the server has it and its result is on the way. `doubtful`: it may not be accepted (S4). */
  readonly state: 'waiting' | 'sent' | 'doubtful';
  /** What was written, to copy: only where it will not be sent, because the account was disabled (S7). Then all changes are listed. */
  readonly args?: unknown;
}

/** A change of one's own that the server did not accept. Kept until its author retries or discards it. */
export interface RefusedChange {
  readonly id: string;
  readonly name: string;
  readonly what: Said;
  readonly at: string;
  readonly error: WireError;
  /** What was written, to copy. */
  readonly args: unknown;
  /** The change because of which it was refused, if it depended on one; otherwise its own id. Changes of one group stand in their order (S5). */
  readonly group: string;
  /** A text that could not be merged (S29): what its author wrote, what stands on the server, and both in one text with what each side has where they differ. */
  readonly text?: {
    readonly field: string;
    readonly mine: string;
    readonly theirs: string;
    readonly merged: string;
  };
}

/** What `Ctrl+Z` would undo and make again (S30). */
export interface HistoryState {
  readonly undo: Said | undefined;
  readonly redo: Said | undefined;
}

export interface ChangesState {
  /** The first 100; the connection's state counts all of them. */
  readonly waiting: readonly WaitingChange[];
  readonly refused: readonly RefusedChange[];
}
