import type { RowData, Where } from '@holdfast/shared/effect/operations.ts';
import type { AuditEntry } from '@holdfast/shared/protocol/audit.ts';
import type {
  ApiTokenRecord,
  AuditFilter,
  ClientRecord,
  CodeRecord,
  ColumnRange,
  ColumnSum,
  ColumnText,
  DeviceSession,
  EntryPlace,
  Expected,
  LeaseRecord,
  MoveRecord,
  ResultRecord,
  RowCount,
  RowText,
  ScopeHead,
  ScopeMove,
  ScopeState,
  StoredEntry,
  StoredRow,
} from './records.ts';

/** An answer at once (SQLite) or later (a database across the network). */
export type Awaitable<T> = T | Promise<T>;

/** What may be read, in a snapshot or in a writing transaction. Each call is one statement. */
export interface ReadTransaction {
  /** The life of the server's data (S19). */
  epoch(): Awaitable<string>;
  /** The version of the newest accepted mutation; 0 before the first. */
  version(): Awaitable<number>;
  /** The newest version that was committed before an hour (`2026-03-02T10`); 0 if there is none. */
  versionBefore(hour: string): Awaitable<number>;

  row(table: string, id: string): Awaitable<StoredRow | undefined>;
  /** Rows that are not deleted and whose columns equal `where`, by rising id. */
  rows(table: string, where: Where, limit: number | undefined): Awaitable<readonly StoredRow[]>;
  /** Rows above an id, also deleted ones, by rising id: to walk a whole table in steps. */
  rowsAfter(table: string, id: string, limit: number): Awaitable<readonly StoredRow[]>;
  /**
   * Rows that are not deleted and whose column holds text from `from` on and below another, by rising
   * value and then id; an index must begin with the column. `after` goes on behind a row that was given before.
   */
  rowsInRange(table: string, range: ColumnRange, limit: number): Awaitable<readonly StoredRow[]>;
  /** How many rows that are not deleted hold each value of a column, the most frequent first. */
  rowCounts(table: string, column: string): Awaitable<readonly RowCount[]>;
  /**
   * The sums of the column `of` for each value of the column `by`, over the rows that are not deleted and hold
   * this text in the column `where`; an index must begin with `where` and should hold all three.
   */
  sums(table: string, where: ColumnText, by: string, of: string): Awaitable<readonly ColumnSum[]>;
  /** The contents of those of these rows that are there and not deleted, by id, not decoded. */
  rowTexts(table: string, ids: readonly string[]): Awaitable<ReadonlyMap<string, RowText>>;
  /** The hash of a row's content as it is stored (S31); 0 for a row that is deleted or absent. */
  rowHash(table: string, id: string): Awaitable<number>;

  /** The last number that was given of a named sequence; 0 before the first. */
  lastInSequence(name: string): Awaitable<number>;

  entriesOfRow(table: string, id: string): Awaitable<readonly StoredEntry[]>;
  /** Entries of a scope after a place, ascending by (version, table, id). */
  entriesAfter(scope: string, after: EntryPlace, limit: number): Awaitable<readonly StoredEntry[]>;
  /** Live entries of a scope before a place, descending by (version, table, id). */
  entriesBefore(scope: string, before: EntryPlace, limit: number): Awaitable<readonly StoredEntry[]>;
  /** Whether a row has left a scope above a version. */
  leftSince(scope: string, version: number): Awaitable<boolean>;
  scopeState(scope: string): Awaitable<ScopeState>;
  /** The names of scopes above one, ascending. */
  scopesAfter(scope: string, limit: number): Awaitable<readonly string[]>;
  /** Scopes whose head is above a version. */
  headsAbove(version: number): Awaitable<readonly ScopeHead[]>;
  /** People whose set of scopes may have changed above a version (S11). */
  peopleWithGrantsAbove(version: number): Awaitable<readonly string[]>;

  client(clientId: string): Awaitable<ClientRecord | undefined>;
  result(clientId: string, seq: number): Awaitable<ResultRecord | undefined>;
  resultById(id: string): Awaitable<ResultRecord | undefined>;
  /** A client's results above a sequence number, ascending. */
  resultsAfter(clientId: string, seq: number, limit: number): Awaitable<readonly ResultRecord[]>;
  /** Accepted results above a version, ascending by version. */
  acceptedAbove(version: number): Awaitable<readonly ResultRecord[]>;

  passwordHash(userId: string): Awaitable<string | undefined>;
  deviceSession(id: string): Awaitable<DeviceSession | undefined>;
  /** Those of these that there are, by id. */
  deviceSessions(ids: readonly string[]): Awaitable<ReadonlyMap<string, DeviceSession>>;
  /** All of a person's devices, also those that were signed out, the last seen first. */
  deviceSessionsOf(userId: string): Awaitable<readonly DeviceSession[]>;
  /** Rises whenever a session or a token is ended, by whatever process. */
  authRevision(): Awaitable<number>;

  code(id: string): Awaitable<CodeRecord | undefined>;
  codeByHash(hash: string): Awaitable<CodeRecord | undefined>;
  /** The newest first. */
  codes(kind: CodeRecord['kind'], limit: number): Awaitable<readonly CodeRecord[]>;
  /** Those that are neither used, nor withdrawn, nor expired at `now`. */
  openCodes(kind: CodeRecord['kind'], now: number): Awaitable<readonly CodeRecord[]>;
  apiToken(id: string): Awaitable<ApiTokenRecord | undefined>;
  /** In the order in which they were made. */
  apiTokens(): Awaitable<readonly ApiTokenRecord[]>;

  lease(name: string): Awaitable<LeaseRecord | undefined>;
  /** Nothing where the data stays. */
  move(): Awaitable<MoveRecord | undefined>;

  lastAudit(): Awaitable<AuditEntry | undefined>;
  /** Entries above a number, ascending. */
  auditAfter(seq: number, limit: number): Awaitable<readonly AuditEntry[]>;
  /** Entries below a number, descending. */
  auditBefore(seq: number, filter: AuditFilter, limit: number): Awaitable<readonly AuditEntry[]>;
}

/** What may be written besides. The version is locked before anything is read (S1). */
export interface WriteTransaction extends ReadTransaction {
  lockVersion(): Awaitable<number>;
  putVersion(version: number): Awaitable<void>;
  /** Begins a new life of the data: whoever knows it compares all that they have (S19). */
  putEpoch(epoch: string): Awaitable<void>;
  /** Notes that a version was committed in an hour (`2026-03-02T10`). */
  putHour(hour: string, version: number): Awaitable<void>;

  /** Says what will be asked for: a home across a network asks for all of it at once. It changes no answer. */
  expect(asked: Expected): Awaitable<void>;

  /** Begins a part that can be undone alone. Parts are not nested. */
  savepoint(): Awaitable<void>;
  releaseSavepoint(): Awaitable<void>;
  rollbackToSavepoint(): Awaitable<void>;

  /** Gives the hash of the row's content, as `updateRow` does. */
  insertRow(table: string, version: number, row: RowData): Awaitable<number>;
  updateRow(table: string, version: number, row: RowData): Awaitable<number>;
  /** Marks a row as deleted; its id stays taken. */
  deleteRow(table: string, version: number, id: string): Awaitable<void>;
  /** Keeps the last number that was given of a named sequence. */
  putSequence(name: string, last: number): Awaitable<void>;

  putEntries(entries: readonly StoredEntry[]): Awaitable<void>;
  moveScope(move: ScopeMove): Awaitable<void>;
  putGrant(version: number, userId: string): Awaitable<void>;

  putClient(client: ClientRecord): Awaitable<void>;
  putResult(result: ResultRecord): Awaitable<void>;
  /** Drops the reasons of a client's refusals above one number and up to another; what was refused stays for chains (S27). */
  dropResultBodies(clientId: string, aboveSeq: number, upToSeq: number): Awaitable<void>;

  /**
   * Deletes at most `limit` gone entries up to a version, oldest first, and moves the beginning of
   * their scopes' history (S18). Gives how many it deleted.
   */
  dropGone(upToVersion: number, limit: number): Awaitable<number>;
  /** Deletes the notes of grants up to a version. */
  dropGrants(upToVersion: number): Awaitable<void>;
  /** Deletes the notes of hours whose newest version is below one. */
  dropHours(belowVersion: number): Awaitable<void>;
  /** Deletes at most `limit` acknowledged results from before a time, accepted ones up to a version. Gives how many. */
  dropResults(before: string, upToVersion: number, limit: number): Awaitable<number>;

  /** In place of who had it before. */
  putLease(lease: LeaseRecord): Awaitable<void>;
  /** Says that the data moves or has moved; with nothing that it stays. */
  putMove(move: MoveRecord | undefined): Awaitable<void>;

  putPasswordHash(userId: string, hash: string): Awaitable<void>;
  putDeviceSession(session: DeviceSession): Awaitable<void>;
  raiseAuthRevision(): Awaitable<void>;
  /** A code or a token that is there changes only in when it was used and ended. */
  putCode(code: CodeRecord): Awaitable<void>;
  putApiToken(token: ApiTokenRecord): Awaitable<void>;
  /** Adds an entry; none is ever changed or deleted. The version is locked before (lockVersion), so that the chain is one. */
  putAudit(entry: AuditEntry): Awaitable<void>;
}
