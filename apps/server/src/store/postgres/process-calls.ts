import { type MoveLine, toMove } from '../lines/move-line.ts';
import type { LeaseRecord, MoveRecord } from '../records.ts';
import type { Awaitable } from '../transaction.ts';
import type { Statements } from './statements.ts';

/** The calls of a transaction on leases, and on whether the data moves. */
export function processCalls(statements: Statements) {
  return {
    lease(name: string): Promise<LeaseRecord | undefined> {
      return statements.get<LeaseRecord>(
        'SELECT name, holder, until FROM server_lease WHERE name = $1',
        name,
      );
    },

    putLease({ name, holder, until }: LeaseRecord): Awaitable<void> {
      return statements.run(
        `INSERT INTO server_lease (name, holder, until) VALUES ($1, $2, $3)
          ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until`,
        name,
        holder,
        until,
      );
    },

    async move(): Promise<MoveRecord | undefined> {
      return toMove(await statements.get<MoveLine>('SELECT moved_to, moving_until FROM server_meta'));
    },

    putMove(move: MoveRecord | undefined): Awaitable<void> {
      const sql = 'UPDATE server_meta SET moved_to = $1, moving_until = $2';
      return statements.run(sql, move?.to ?? null, move?.until ?? null);
    },
  };
}
