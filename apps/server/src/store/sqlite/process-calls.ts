import type { LeaseRecord, MoveRecord } from '../records.ts';
import type { Statements } from './statements.ts';

interface MoveLine {
  readonly moved_to: string | null;
  readonly moving_until: number | null;
}

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
      const line = statements.get<MoveLine>('SELECT moved_to, moving_until FROM server_meta');
      if (line === undefined || line.moved_to === null) return undefined;
      return { to: line.moved_to, until: line.moving_until ?? undefined };
    },

    putMove(move: MoveRecord | undefined): void {
      const sql = 'UPDATE server_meta SET moved_to = ?, moving_until = ?';
      statements.run(sql, move?.to ?? null, move?.until ?? null);
    },
  };
}
