import type { Json } from '@holdfast/shared/json.ts';
import type { WireMutation } from '@holdfast/shared/protocol/mutation.ts';
import { allMutations } from '@holdfast/shared/registry.ts';
import { z } from 'zod';
import { readMeta, writeMeta } from './meta.ts';
import { beginPlaces, placeOffset } from './places.ts';
import type { Statements } from './statements.ts';

export type PendingState = 'waiting' | 'sent' | 'doubtful';

/** A change in the outbox. `version` is there once the server said that it was accepted. */
export interface PendingMutation {
  readonly seq: number;
  readonly id: string;
  readonly name: string;
  readonly args: Json;
  readonly at: string;
  readonly state: PendingState;
  readonly version: number | undefined;
  /** Own changes that were pending when it was made, from which its author had seen values (S27). */
  readonly after: readonly string[];
  /** The change that was refused and on which it depends (S5). */
  readonly cause: string | undefined;
}

/** A change to put into the outbox. */
export type NewPending = Pick<PendingMutation, 'id' | 'name' | 'args' | 'at' | 'after'>;

const idsSchema = z.array(z.string());

/** SQLite's word for no limit. */
const ALL = -1;

interface OutboxRow {
  seq: number;
  id: string;
  name: string;
  args: string;
  at: string;
  state: PendingState;
  version: number | null;
  after: string | null;
  cause: string | null;
}

function fromRow(row: OutboxRow): PendingMutation {
  return {
    ...row,
    args: JSON.parse(row.args),
    version: row.version ?? undefined,
    after: row.after === null ? [] : idsSchema.parse(JSON.parse(row.after)),
    cause: row.cause ?? undefined,
  };
}

function toAfter(ids: readonly string[]): string | null {
  return ids.length === 0 ? null : JSON.stringify(ids);
}

/** Adds a change and gives its sequence number, which rises by one for each (S2). */
export function addToOutbox(statements: Statements, mutation: NewPending): number {
  const seq = Number(readMeta(statements, 'lastSeq') ?? '0') + 1;
  writeMeta(statements, 'lastSeq', String(seq));
  insertPending(statements, seq, mutation);
  return seq;
}

function insertPending(statements: Statements, seq: number, mutation: NewPending): void {
  statements.run(
    "INSERT INTO outbox (seq, id, name, args, at, after, state) VALUES (?, ?, ?, ?, ?, ?, 'waiting')",
    seq,
    mutation.id,
    mutation.name,
    JSON.stringify(mutation.args),
    mutation.at,
    toAfter(mutation.after),
  );
}

/** Everything in the outbox in order, or the first so many. */
export function readOutbox(statements: Statements, limit = ALL): PendingMutation[] {
  return statements.all<OutboxRow>('SELECT * FROM outbox ORDER BY seq LIMIT ?', limit).map(fromRow);
}

/** The sequence numbers of everything in the outbox, in order. */
export function readOutboxSeqs(statements: Statements): number[] {
  return statements.all<{ seq: number }>('SELECT seq FROM outbox ORDER BY seq').map((row) => row.seq);
}

export function findPending(statements: Statements, seq: number): PendingMutation | undefined {
  const row = statements.get<OutboxRow>('SELECT * FROM outbox WHERE seq = ?', seq);
  return row === undefined ? undefined : fromRow(row);
}

/** The names of everything in the outbox, each once. */
export function readOutboxNames(statements: Statements): string[] {
  return statements.all<{ name: string }>('SELECT DISTINCT name FROM outbox').map((row) => row.name);
}

export function countOutbox(statements: Statements): number {
  return statements.get<{ count: number }>('SELECT count(*) AS count FROM outbox')?.count ?? 0;
}

const quiet = allMutations.flatMap(({ name, quiet }) => (quiet ? [name] : []));
/** Of the changes that the person has made, not of what follows from looking. */
const isDecided = `name NOT IN (${quiet.map(() => '?').join(', ')})`;

/** Whether a change is none that the person has decided on: they need not know of it. */
export function isQuietChange(name: string): boolean {
  return quiet.includes(name);
}

/** How many changes wait that the person has made. */
export function countWaiting(statements: Statements): number {
  const sql = `SELECT count(*) AS count FROM outbox WHERE ${isDecided}`;
  return statements.get<{ count: number }>(sql, ...quiet)?.count ?? 0;
}

/** Those changes in order, or the first so many. */
export function readWaiting(statements: Statements, limit = ALL): PendingMutation[] {
  const sql = `SELECT * FROM outbox WHERE ${isDecided} ORDER BY seq LIMIT ?`;
  return statements.all<OutboxRow>(sql, ...quiet, limit).map(fromRow);
}

/** Whether anything is still to be sent after this sequence number. */
export function hasUnsent(statements: Statements, after: number): boolean {
  return (
    statements.get("SELECT 1 FROM outbox WHERE seq > ? AND state <> 'sent' LIMIT 1", after) !== undefined
  );
}

/** The next changes to send, in order, up to so many and so many bytes (S3); at least one if any waits. */
export function takeUnsent(
  statements: Statements,
  after: number,
  count: number,
  bytes: number,
): WireMutation[] {
  const sql = 'SELECT * FROM outbox WHERE seq > ? ORDER BY seq LIMIT ?';
  const taken: WireMutation[] = [];
  let size = 0;
  for (const row of statements.each<OutboxRow>(sql, after, count)) {
    size += Buffer.byteLength(row.args) + (row.after?.length ?? 0) + 300;
    const before = taken.at(-1)?.seq;
    // The numbers of a push rise by one: where one between was answered and has left, the next push begins.
    if (before !== undefined && (size > bytes || row.seq !== before + 1)) break;
    taken.push(toWire(row));
  }
  return taken;
}

function toWire({ id, seq, name, args, at, after }: OutboxRow): WireMutation {
  const mutation = { id, seq, name, args: JSON.parse(args), at };
  return after === null ? mutation : { ...mutation, after: idsSchema.parse(JSON.parse(after)) };
}

/** The last sequence number up to which every answer is settled on this disk (S5). */
export function readAcked(statements: Statements): number {
  const first = statements.get<{ seq: number | null }>('SELECT min(seq) AS seq FROM outbox')?.seq;
  return first === null || first === undefined ? Number(readMeta(statements, 'lastSeq') ?? '0') : first - 1;
}

/** Notes that the server accepted it; it waits for the delta or pull that holds its effect (S22). */
export function noteSent(statements: Statements, seq: number, id: string, version: number): void {
  statements.run("UPDATE outbox SET state = 'sent', version = ? WHERE seq = ? AND id = ?", version, seq, id);
}

/** Replaces what a waiting change holds and what it came from: its author keeps what they wrote. */
export function rewritePending(
  statements: Statements,
  seq: number,
  args: Json,
  after: readonly string[],
): void {
  statements.run(
    'UPDATE outbox SET args = ?, after = ? WHERE seq = ?',
    JSON.stringify(args),
    toAfter(after),
    seq,
  );
}

/** Notes the change because of which a waiting one may be refused, unless another is noted already (S5). */
export function noteCause(statements: Statements, seq: number, cause: string): void {
  statements.run('UPDATE outbox SET cause = ? WHERE seq = ? AND cause IS NULL', cause, seq);
}

/** Says whether a change may not be accepted, by how it ran here last (S4). What the server has accepted stays `sent`. */
export function markDoubt(statements: Statements, seq: number, doubtful: boolean): void {
  statements.run(
    "UPDATE outbox SET state = ? WHERE seq = ? AND state <> 'sent'",
    doubtful ? 'doubtful' : 'waiting',
    seq,
  );
}

export function removeFromOutbox(statements: Statements, seq: number): void {
  statements.run('DELETE FROM outbox WHERE seq = ?', seq);
}

/** A change that comes back into the outbox, and where it was among all that were made (places.ts). */
export interface ReturningMutation {
  readonly place: number;
  readonly mutation: NewPending;
}

/**
 * Gives the unsettled changes new sequence numbers from 1 under a new client id, keeping their ids
 * and what they depend on: the server knows this client's numbers otherwise (S6). What comes back
 * (S19) stands where it was when it was made: mostly before what waits, but an answer may have been
 * lost and one to a later change not. Touches go by numbers too, so the caller rebuilds the overlay.
 */
export function renumberOutbox(
  statements: Statements,
  clientId: string,
  returning: readonly ReturningMutation[] = [],
): void {
  const offset = placeOffset(statements);
  const pending = readOutboxSeqs(statements).map((seq) => ({ place: offset + seq, seq }));
  const queue = [...returning, ...pending].sort((left, right) => left.place - right.place);
  beginPlaces(statements);
  statements.run('DELETE FROM touch');
  // In two steps, so that no number is taken twice on the way.
  statements.run("UPDATE outbox SET seq = -seq, state = 'waiting', version = NULL");
  for (const [index, entry] of queue.entries()) {
    if ('mutation' in entry) insertPending(statements, index + 1, entry.mutation);
    else statements.run('UPDATE outbox SET seq = ? WHERE seq = ?', index + 1, -entry.seq);
  }
  writeMeta(statements, 'lastSeq', String(queue.length));
  writeMeta(statements, 'clientId', clientId);
}
