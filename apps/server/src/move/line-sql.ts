import { quoted } from '../store/quoted.ts';
import type { Line, LineReader, MovedTable, RisingColumn, Value } from './lines.ts';

/** A part of a table, by rising key. */
export interface LineRange {
  /** The key behind which it begins. */
  readonly after?: readonly Value[] | undefined;
  /** The last key that may be in it. */
  readonly upTo?: readonly Value[] | undefined;
  readonly limit?: number | undefined;
}

export function keyOf(table: MovedTable, line: Line): readonly Value[] {
  return line.slice(0, table.key.length);
}

/** The lines of a part of a table, by rising key. */
export function readLines(from: LineReader, table: MovedTable, range: LineRange): Promise<readonly Line[]> {
  const { after, upTo, limit } = range;
  const key = `(${list(table.key)})`;
  const places = `(${table.key.map(() => '?').join(', ')})`;
  const parts = [
    ...(after === undefined ? [] : [`${key} > ${places}`]),
    ...(upTo === undefined ? [] : [`${key} <= ${places}`]),
  ];
  const where = parts.length === 0 ? '' : ` WHERE ${parts.join(' AND ')}`;
  const end = ` ORDER BY ${list(table.key)}${limit === undefined ? '' : ` LIMIT ${limit}`}`;
  return from.all(`${selectFrom(table)}${where}${end}`, [...(after ?? []), ...(upTo ?? [])]);
}

/** The lines whose rising column is above a number or holds nothing, in any order: the whole table is looked at for them. */
export function readNewer(
  from: LineReader,
  table: MovedTable,
  { column }: RisingColumn,
  above: number,
): Promise<readonly Line[]> {
  const name = quoted(column);
  return from.all(`${selectFrom(table)} WHERE ${name} > ? OR ${name} IS NULL`, [above]);
}

function selectFrom({ name, columns }: MovedTable): string {
  return `SELECT ${list(columns)} FROM ${quoted(name)}`;
}

/** How many lines there are, and the sums: equal where two tables are. */
export async function readSums(from: LineReader, { name, summed }: MovedTable): Promise<Line> {
  const sums = summed.map((column) => `CAST(sum(${quoted(column)}) AS TEXT)`);
  const [line = []] = await from.all(`SELECT ${['count(*)', ...sums].join(', ')} FROM ${quoted(name)}`);
  return line;
}

export async function isEmptyTable(from: LineReader, { name }: Pick<MovedTable, 'name'>): Promise<boolean> {
  return (await from.all(`SELECT 1 FROM ${quoted(name)} LIMIT 1`)).length === 0;
}

/** Deletes the lines with these keys. */
export async function removeLines(
  from: LineReader,
  table: MovedTable,
  keys: readonly (readonly Value[])[],
): Promise<void> {
  const places = table.key.map((column) => `${quoted(column)} = ?`).join(' AND ');
  for (const key of keys)
    await from.all(`DELETE FROM ${quoted(table.name)} WHERE ${places} RETURNING 1`, key);
}

/** The end of a statement that inserts: a line with the same key is replaced. */
export function orReplace({ key, columns }: MovedTable): string {
  const rest = columns.slice(key.length).map((column) => `${quoted(column)} = excluded.${quoted(column)}`);
  return `ON CONFLICT (${list(key)}) DO ${rest.length === 0 ? 'NOTHING' : `UPDATE SET ${rest.join(', ')}`}`;
}

export function list(columns: readonly string[]): string {
  return columns.map(quoted).join(', ');
}
