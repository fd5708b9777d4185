import { addHash } from '@holdfast/shared/hash.ts';
import { findModel } from '@holdfast/shared/registry.ts';
import type { NamedRow } from './entries.ts';
import type { Statements } from './statements.ts';

/** Rows added up in one step, so that nobody waits for it. */
const STEP = 4_000;
/** Behind every id that there can be. */
const LAST_ID = '\u{10ffff}';

/** The sums so far, by the scope's number, and the row up to which they go. */
export interface DigestSums {
  readonly sums: ReadonlyMap<number, number>;
  /** Nothing once all rows are in. */
  readonly next: NamedRow | undefined;
}

/** Where adding up begins. */
export const noSums: DigestSums = { sums: new Map(), next: { table: '', id: '' } };

/** Adds the hashes of the next rows to the sums of the scopes that they are in (S31). */
export function addDigests(statements: Statements, before: DigestSums): DigestSums {
  if (before.next === undefined) return before;
  const table = tableFrom(statements, before.next.table);
  if (table === undefined) return { sums: before.sums, next: undefined };
  const from = table.name === before.next.table ? before.next.id : '';
  const last = statements.get<{ id: string }>(
    'SELECT id FROM entry WHERE tbl = ? AND id > ? ORDER BY id LIMIT 1 OFFSET ?',
    table.number,
    from,
    STEP,
  )?.id;
  const sums = new Map(before.sums);
  for (const { scope, sum } of sumsBetween(statements, table, from, last))
    sums.set(scope, addHash(sums.get(scope) ?? 0, sum));
  return { sums, next: last === undefined ? tableAfter(statements, table) : { table: table.name, id: last } };
}

interface Table {
  readonly number: number;
  readonly name: string;
}

function tableFrom(statements: Statements, name: string): Table | undefined {
  const known = statements.get<Table>('SELECT number, name FROM name WHERE name = ?', name);
  return known ?? nextTable(statements, 0);
}

function tableAfter(statements: Statements, { number }: Table): NamedRow | undefined {
  const next = nextTable(statements, number);
  return next === undefined ? undefined : { table: next.name, id: '' };
}

function nextTable(statements: Statements, after: number): Table | undefined {
  return statements.get<Table>(
    `SELECT n.number, n.name FROM name AS n
     WHERE n.number = (SELECT min(tbl) FROM entry WHERE tbl > ?)`,
    after,
  );
}

function sumsBetween(
  statements: Statements,
  { number, name }: Table,
  from: string,
  to: string | undefined,
): { scope: number; sum: number }[] {
  const isKnown = findModel(name) !== undefined;
  const rows = isKnown ? `"${name}_base"` : '(SELECT id, hash AS row_hash FROM raw_row WHERE tbl = ?)';
  return statements.all<{ scope: number; sum: number }>(
    `SELECT e.scope, sum(r.row_hash) AS sum FROM entry AS e JOIN ${rows} AS r ON r.id = e.id
     WHERE e.tbl = ? AND e.id > ? AND e.id <= ? AND e.gone = 0 GROUP BY e.scope`,
    ...(isKnown ? [] : [name]),
    number,
    from,
    to ?? LAST_ID,
  );
}
