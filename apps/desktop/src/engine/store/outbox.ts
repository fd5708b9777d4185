import type { Json } from '@holdfast/shared/json.ts';
import type { WireError } from '@holdfast/shared/protocol/errors.ts';
import type { WireMutation } from '@holdfast/shared/protocol/mutation.ts';
import { readMeta, writeMeta } from './meta.ts';
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
}

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
}

function fromRow(row: OutboxRow): PendingMutation {
  return { ...row, args: JSON.parse(row.args), version: row.version ?? undefined };
}

/** Adds a change and gives its sequence number, which rises by one for each (S2). */
export function addToOutbox(
  statements: Statements,
  mutation: { id: string; name: string; args: Json; at: string },
): number {
  const seq = Number(readMeta(statements, 'lastSeq') ?? '0') + 1;
  writeMeta(statements, 'lastSeq', String(seq));
  statements.run(
    "INSERT INTO outbox (seq, id, name, args, at, state) VALUES (?, ?, ?, ?, ?, 'waiting')",
    seq,
    mutation.id,
    mutation.name,
    JSON.stringify(mutation.args),
    mutation.at,
  );
  return seq;
}

/** Everything in the outbox in order, or the first so many. */
export function readOutbox(statements: Statements, limit = ALL): PendingMutation[] {
  return statements.all<OutboxRow>('SELECT * FROM outbox ORDER BY seq LIMIT ?', limit).map(fromRow);
}

export function findPending(statements: Statements, seq: number): PendingMutation | undefined {
  const row = statements.get<OutboxRow>('SELECT * FROM outbox WHERE seq = ?', seq);
  return row === undefined ? undefined : fromRow(row);
}

export function countOutbox(statements: Statements): number {
  return statements.get<{ count: number }>('SELECT count(*) AS count FROM outbox')?.count ?? 0;
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
  const rows = statements.all<OutboxRow>(
    'SELECT * FROM outbox WHERE seq > ? ORDER BY seq LIMIT ?',
    after,
    count,
  );
  const taken: WireMutation[] = [];
  let size = 0;
  for (const row of rows) {
    size += Buffer.byteLength(row.args) + 300;
    if (taken.length > 0 && size > bytes) break;
    taken.push({ id: row.id, seq: row.seq, name: row.name, args: JSON.parse(row.args), at: row.at });
  }
  return taken;
}

/** The last sequence number up to which every answer is settled on this disk (S5). */
export function readAcked(statements: Statements): number {
  const first = statements.get<{ seq: number | null }>('SELECT min(seq) AS seq FROM outbox')?.seq;
  return first === null || first === undefined ? Number(readMeta(statements, 'lastSeq') ?? '0') : first - 1;
}

/** Notes that the server accepted it; it waits for the delta or pull that holds its effect (S22). */
export function noteSent(statements: Statements, seq: number, version: number): void {
  statements.run("UPDATE outbox SET state = 'sent', version = ? WHERE seq = ?", version, seq);
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

/** Keeps a change that was not accepted, with the reason (S22). */
export function keepRefused(statements: Statements, mutation: PendingMutation, error: WireError): void {
  statements.run(
    'INSERT OR REPLACE INTO refused (id, name, args, at, error) VALUES (?, ?, ?, ?, ?)',
    mutation.id,
    mutation.name,
    JSON.stringify(mutation.args),
    mutation.at,
    JSON.stringify(error),
  );
}

export interface RefusedMutation {
  readonly id: string;
  readonly name: string;
  readonly args: Json;
  readonly at: string;
  readonly error: WireError;
}

export function readRefused(statements: Statements): RefusedMutation[] {
  return statements
    .all<{ id: string; name: string; args: string; at: string; error: string }>(
      'SELECT * FROM refused ORDER BY at, id',
    )
    .map((row) => ({ ...row, args: JSON.parse(row.args), error: JSON.parse(row.error) }));
}

export function countRefused(statements: Statements): number {
  return statements.get<{ count: number }>('SELECT count(*) AS count FROM refused')?.count ?? 0;
}

export function removeRefused(statements: Statements, id: string): void {
  statements.run('DELETE FROM refused WHERE id = ?', id);
}

/**
 * Gives the unsettled changes new sequence numbers from 1 under a new client id, keeping their ids:
 * the server knows this client's numbers otherwise (S6).
 */
export function renumberOutbox(statements: Statements, clientId: string): void {
  const pending = readOutbox(statements);
  statements.run('DELETE FROM touch');
  statements.run('UPDATE outbox SET seq = -seq');
  for (const [index, mutation] of pending.entries()) {
    statements.run(
      "UPDATE outbox SET seq = ?, state = 'waiting', version = NULL WHERE seq = ?",
      index + 1,
      -mutation.seq,
    );
  }
  writeMeta(statements, 'lastSeq', String(pending.length));
  writeMeta(statements, 'clientId', clientId);
}
