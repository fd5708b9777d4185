import { quoted } from '../store/quoted.ts';
import type { Line, LineReader, MovedTable, Value } from './lines.ts';

/** A part of a table, by rising key. */
export interface LineRange {
  /** The key behind which it begins. */
  readonly after?: readonly Value[] | undefined;
  /** The last key that may be in it. */
  readonly upTo?: readonly Value[] | undefined;
  /** Only lines whose rising column is above this, or holds nothing. */
  readonly above?: number | undefined;
  readonly limit?: number | undefined;
}

export function keyOf(table: MovedTable, line: Line): readonly Value[] {
  return line.slice(0, table.key.length);
}

export function readLines(from: LineReader, table: MovedTable, range: LineRange): Promise<readonly Line[]> {
  const parts = conditions(table, range);
  const where = parts.length === 0 ? '' : `WHERE ${parts.map(({ sql }) => sql).join(' AND ')}`;
  const limit = range.limit === undefined ? '' : `LIMIT ${range.limit}`;
  const sql = `SELECT ${list(table.columns)} FROM ${quoted(table.name)} ${where} ORDER BY ${list(table.key)} ${limit}`;
  return from.all(
    sql,
    parts.flatMap(({ values }) => values),
  );
}

interface Condition {
  readonly sql: string;
  readonly values: readonly Value[];
}

function conditions(table: MovedTable, { after, upTo, above }: LineRange): readonly Condition[] {
  const key = `(${list(table.key)})`;
  const places = `(${table.key.map(() => '?').join(', ')})`;
  return [
    ...(after === undefined ? [] : [{ sql: `${key} > ${places}`, values: after }]),
    ...(upTo === undefined ? [] : [{ sql: `${key} <= ${places}`, values: upTo }]),
    ...newer(table, above),
  ];
}

function newer({ rising }: MovedTable, above: number | undefined): readonly Condition[] {
  if (rising === undefined || above === undefined) return [];
  const column = quoted(rising.column);
  return [{ sql: `(${column} > ? OR ${column} IS NULL)`, values: [above] }];
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
