import type { Json } from '@holdfast/shared/json.ts';
import type { WireError } from '@holdfast/shared/protocol/errors.ts';
import type { PendingMutation } from './outbox.ts';
import type { Statements } from './statements.ts';

/** A change that was not accepted. Kept until its author retries or discards it (S22). */
export interface RefusedMutation {
  readonly id: string;
  readonly name: string;
  readonly args: Json;
  readonly at: string;
  readonly error: WireError;
  /** The change because of which it was refused, or its own id: changes of one group belong together (S5). */
  readonly group: string;
}

interface RefusedRow {
  id: string;
  name: string;
  args: string;
  at: string;
  error: string;
  cause: string | null;
}

function fromRow({ cause, ...row }: RefusedRow): RefusedMutation {
  return { ...row, args: JSON.parse(row.args), error: JSON.parse(row.error), group: cause ?? row.id };
}

type NewRefused = Pick<PendingMutation, 'id' | 'name' | 'args' | 'at'> &
  Partial<Pick<PendingMutation, 'cause'>>;

/** Keeps a change that was not accepted, with the reason, behind those that were refused before it (S22). */
export function keepRefused(statements: Statements, mutation: NewRefused, error: WireError): void {
  statements.run(
    `INSERT OR REPLACE INTO refused (id, name, args, at, error, cause, seq)
     VALUES (?, ?, ?, ?, ?, ?, (SELECT ifnull(max(seq), 0) + 1 FROM refused))`,
    mutation.id,
    mutation.name,
    JSON.stringify(mutation.args),
    mutation.at,
    JSON.stringify(error),
    mutation.cause ?? null,
  );
}

/** Everything that was not accepted, in the order of the answers, which is the order in which it was made. */
export function readRefused(statements: Statements): RefusedMutation[] {
  return statements.all<RefusedRow>('SELECT * FROM refused ORDER BY seq, at, id').map(fromRow);
}

export function findRefused(statements: Statements, id: string): RefusedMutation | undefined {
  const row = statements.get<RefusedRow>('SELECT * FROM refused WHERE id = ?', id);
  return row === undefined ? undefined : fromRow(row);
}

/** The changes of a group, in their order. */
export function readGroup(statements: Statements, group: string): RefusedMutation[] {
  const sql = 'SELECT * FROM refused WHERE id = ? OR cause = ? ORDER BY seq, at, id';
  return statements.all<RefusedRow>(sql, group, group).map(fromRow);
}

export function countRefused(statements: Statements): number {
  return statements.get<{ count: number }>('SELECT count(*) AS count FROM refused')?.count ?? 0;
}

/** The ids of everything that was not accepted. */
export function readRefusedIds(statements: Statements): ReadonlySet<string> {
  return new Set(statements.all<{ id: string }>('SELECT id FROM refused').map(({ id }) => id));
}

export function removeRefused(statements: Statements, id: string): void {
  statements.run('DELETE FROM refused WHERE id = ?', id);
}
