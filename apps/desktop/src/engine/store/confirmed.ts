import { renumberOutbox } from './outbox.ts';
import type { Statements } from './statements.ts';

/** Ids of own accepted changes in their order, a chunk of them after a place; `last` is the place of the last one. */
export function readConfirmedIds(
  statements: Statements,
  after: number,
  limit: number,
): { ids: string[]; last: number } {
  const rows = statements.all<{ place: number; id: string }>(
    'SELECT place, id FROM confirmed WHERE place > ? ORDER BY place LIMIT ?',
    after,
    limit,
  );
  return { ids: rows.map((row) => row.id), last: rows.at(-1)?.place ?? after };
}

/**
 * Puts accepted changes that the server lost back into the outbox, in their order and before what
 * waits there, and numbers all of it from 1 under a new client id (S19). Ids stay.
 */
export function requeueConfirmed(statements: Statements, ids: readonly string[], clientId: string): void {
  // In two steps, so that no number is taken twice on the way.
  statements.run('UPDATE outbox SET seq = -seq - ?', ids.length);
  statements.run('UPDATE outbox SET seq = -seq');
  for (const [index, id] of ids.entries()) {
    statements.run(
      `INSERT OR IGNORE INTO outbox (seq, id, name, args, at, state)
       SELECT ?, id, name, args, at, 'waiting' FROM confirmed WHERE id = ?`,
      index + 1,
      id,
    );
    statements.run('DELETE FROM confirmed WHERE id = ?', id);
  }
  renumberOutbox(statements, clientId);
}
