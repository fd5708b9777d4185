import type { WireError } from '@holdfast/shared/protocol/errors.ts';

/** Who is signed in on this device. */
export type SessionState =
  | { readonly state: 'signed-out'; readonly server: string | undefined; readonly reason?: string }
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
    };

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
}

/** A change of one's own that the server has not finally answered. */
export interface WaitingChange {
  readonly id: string;
  readonly name: string;
  /** In plain words. */
  readonly what: string;
  readonly at: string;
  /** `sent`: the server has it and its result is on the way. `doubtful`: it may not be accepted (S4). */
  readonly state: 'waiting' | 'sent' | 'doubtful';
}

/** A change of one's own that the server did not accept. Kept until its author retries or discards it. */
export interface RefusedChange {
  readonly id: string;
  readonly name: string;
  readonly what: string;
  readonly at: string;
  readonly error: WireError;
  /** What was written, to copy. */
  readonly args: unknown;
}

export interface ChangesState {
  /** The first 100; the connection's state counts all of them. */
  readonly waiting: readonly WaitingChange[];
  readonly refused: readonly RefusedChange[];
}
