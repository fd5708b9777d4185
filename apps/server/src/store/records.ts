import type { RowData, Scalar } from '@holdfast/shared/effect/operations.ts';
import type { RowFieldChanges } from '@holdfast/shared/entity/define-mutation.ts';
import type { Role } from '@holdfast/shared/model/user.ts';
import type { AuditKind } from '@holdfast/shared/protocol/audit.ts';
import type { WireError } from '@holdfast/shared/protocol/errors.ts';
import type { OutsideEventName } from '@holdfast/shared/protocol/outside-events.ts';

/** A row of a synced table. A deleted one keeps its place, so that its id is never used again (S2). */
export interface StoredRow {
  readonly id: string;
  readonly version: number;
  readonly deleted: boolean;
  readonly data: RowData;
}

/** A part of a table by the text in one column. */
export interface ColumnRange {
  readonly column: string;
  readonly from: string;
  readonly below: string;
  /** The row to go on behind, if the part is read in steps. */
  readonly after?: { readonly value: string; readonly id: string };
}

/** That a column holds this text. */
export interface ColumnText {
  readonly column: string;
  readonly text: string;
}

/** How many rows hold a value in a column. */
export interface RowCount {
  readonly value: Scalar;
  readonly rows: number;
}

/** The sum of a number over the rows that hold a value in a column. */
export interface ColumnSum {
  readonly value: Scalar;
  readonly sum: number;
}

/** A row as it goes into a page: its content is still JSON text, so that it is not decoded in vain. */
export interface RowText {
  readonly version: number;
  readonly json: string;
}

/** The newest word on a row in a scope (S9). */
export interface StoredEntry {
  readonly scope: string;
  readonly table: string;
  readonly id: string;
  readonly version: number;
  readonly gone: boolean;
}

/** A place in a scope's order: everything up to it has been read (S15). */
export interface EntryPlace {
  readonly version: number;
  readonly table: string;
  readonly id: string;
}

/** Where a scope stands. One that nothing was ever in has zeros. */
export interface ScopeState {
  /** The version of its newest entry. */
  readonly head: number;
  /** Gone entries up to this version were deleted: whoever stands below it reads the scope anew (S18). */
  readonly historyStartsAt: number;
  /** The sum of the hashes of the rows in it (S31). */
  readonly digest: number;
  /** How many rows are in it. */
  readonly live: number;
}

/** A scope that has moved, and where its stream now begins and ends. */
export interface ScopeHead {
  readonly scope: string;
  readonly head: number;
  readonly historyStartsAt: number;
}

/** What a transaction did to a scope: its new head, and what to add to its digest and its number of rows. */
export interface ScopeMove {
  readonly scope: string;
  readonly head: number;
  readonly digest: number;
  readonly live: number;
}

/** A copy of the app that pushes, bound to its person at first use (S7). Times are ISO strings. */
export interface ClientRecord {
  readonly clientId: string;
  readonly userId: string;
  /** The last sequence number that was finally answered. */
  readonly lastSeq: number;
  /** Results up to this one are on the client's disk. */
  readonly acked: number;
}

/** The final answer to a mutation, under the client and number that it came with (S5). */
export interface ResultRecord {
  readonly clientId: string;
  readonly seq: number;
  readonly id: string;
  readonly userId: string;
  readonly ok: boolean;
  readonly version: number | undefined;
  /** Dropped once the client has acknowledged the result. */
  readonly error: WireError | undefined;
  /**
   * What a refused change of fields held, for those that were made on top of it (S27). Kept as long as the
   * answer: they may still be on their way when its client has long acknowledged it.
   */
  readonly refused?: RowFieldChanges | undefined;
  readonly at: string;
}

/** A device that is signed in. Refresh tokens are kept as hashes only. Times in milliseconds since 1970. */
export interface DeviceSession {
  readonly id: string;
  readonly userId: string;
  readonly device: string;
  readonly tokenHash: string;
  /** The token before. Used again, it ends the session, unless it comes with the same attempt. */
  readonly previousHash: string | undefined;
  readonly createdAt: number;
  readonly usedAt: number;
  readonly expiresAt: number;
  readonly revokedAt: number | undefined;
  /** When an admin asked that the device removes its local data, and when it said that it did. */
  readonly wipeAskedAt: number | undefined;
  readonly wipedAt: number | undefined;
}

/** An invitation or a reset. Its code is kept as a hash only. Times in milliseconds since 1970. */
export interface CodeRecord {
  readonly id: string;
  readonly kind: 'invite' | 'reset';
  readonly codeHash: string;
  /** Whose password it resets; nothing for an invitation. */
  readonly userId: string | undefined;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** The id of who made it. */
  readonly madeBy: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly usedAt: number | undefined;
  readonly withdrawnAt: number | undefined;
}

/** A token of a bot or a dashboard, kept as a hash only. Times in milliseconds since 1970. */
export interface ApiTokenRecord {
  readonly id: string;
  readonly name: string;
  readonly tokenHash: string;
  readonly events: readonly OutsideEventName[];
  readonly scopes: readonly string[];
  readonly createdBy: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | undefined;
  readonly revokedAt: number | undefined;
}

/** Which entries of the audit log; all where nothing is named. */
export interface AuditFilter {
  readonly kind?: AuditKind | undefined;
  readonly actorId?: string | undefined;
}

/** Which process does what only one shall do at a time. Times in milliseconds since 1970. */
export interface LeaseRecord {
  /** What it is for. */
  readonly name: string;
  /** The process that has it. */
  readonly holder: string;
  /** Whoever asks after that may take it. */
  readonly until: number;
}

/** Whether the data is on its way to another home, or has moved there. Nothing of it is set where it serves. */
export interface MoveRecord {
  /** Where to, without secrets. */
  readonly to: string;
  /** Until when nothing may be written unless the move is over; milliseconds since 1970. Nothing once it has moved for good. */
  readonly until: number | undefined;
}

/** What a transaction will ask for, as far as that is known before it begins. */
export interface Expected {
  /** Clients, by id. */
  readonly clients: readonly string[];
  /** Results, by the ids of their mutations. */
  readonly results: readonly string[];
  /** Rows and their entries. */
  readonly rows: readonly { readonly table: string; readonly id: string }[];
}
