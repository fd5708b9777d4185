import type { Model } from '@holdfast/shared/entity/define-model.ts';
import type { Sqlite } from '../store/sqlite.ts';

/** The SQL function by which triggers say what was touched: the number of a query, then the key of a group. */
export const TOUCHED = 'holdfast_touched';

const sides = ['base', 'overlay'] as const;
type Side = (typeof sides)[number];

/** The rows that each kind of write has to do with. */
const writes = { INSERT: ['NEW'], UPDATE: ['OLD', 'NEW'], DELETE: ['OLD'] } as const;

/**
 * Has SQLite say which groups of a query each write touches: those that a row leaves and comes to, and of a
 * pending change also that of the row of the base that it hides. No code that writes rows need know of totals.
 * Triggers of this connection alone (TEMP), and only while the query is watched. What a rollback undid is said
 * as well, and is found to be as it was.
 */
export function installTriggers(
  database: Sqlite,
  { table }: Model,
  number: number,
  keyOf: (row: string) => readonly string[],
): void {
  const touched = (row: string) => `SELECT ${TOUCHED}(${[number, ...keyOf(row)].join(', ')})`;
  const hidden = (row: string) => `${touched('t')} FROM "${table}_base" AS t WHERE t.id = ${row}.id`;
  for (const side of sides) {
    for (const [write, rows] of Object.entries(writes)) {
      const statements = rows.flatMap((row) =>
        side === 'base' ? [touched(row)] : [touched(row), hidden(row)],
      );
      database.exec(
        `CREATE TEMP TRIGGER "${nameOf(number, side, write)}" AFTER ${write} ON main."${table}_${side}" BEGIN ${statements.map((sql) => `${sql};`).join(' ')} END`,
      );
    }
  }
}

export function removeTriggers(database: Sqlite, number: number): void {
  for (const side of sides) {
    for (const write of Object.keys(writes))
      database.exec(`DROP TRIGGER IF EXISTS temp."${nameOf(number, side, write)}"`);
  }
}

function nameOf(number: number, side: Side, write: string): string {
  return `totals_${number}_${side}_${write}`;
}
