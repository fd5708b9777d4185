import { type MoveLine, toMove } from '../lines/move-line.ts';
import type { LeaseRecord, MoveRecord } from '../records.ts';
import type { Statements } from './statements.ts';

/** The calls of a transaction on leases, and on whether the data moves. */
export function processCalls(statements: Statements) {
  return {
    lease(name: string): LeaseRecord | undefined {
      return statements.get<LeaseRecord>('SELECT name, holder, until FROM server_lease WHERE name = ?', name);
    },

    putLease({ name, holder, until }: LeaseRecord): void {
      statements.run(
        `INSERT INTO server_lease (name, holder, until) VALUES (?, ?, ?)
          ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until`,
        name,
        holder,
        until,
      );
    },

    move(): MoveRecord | undefined {
      return toMove(statements.get<MoveLine>('SELECT moved_to, moving_until FROM server_meta'));
    },

    putMove(move: MoveRecord | undefined): void {
      const sql = 'UPDATE server_meta SET moved_to = ?, moving_until = ?';
      statements.run(sql, move?.to ?? null, move?.until ?? null);
    },
  };
}
