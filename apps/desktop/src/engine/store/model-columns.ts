import type { RowData } from '@holdfast/shared/effect/operations.ts';
import type { Model } from '@holdfast/shared/entity/define-model.ts';

/** The column that sorts a ranked column: `priority_rank` for `priority`. */
export function rankColumn(column: string): string {
  return `${column}_rank`;
}

/** The column to sort and filter by: the rank where the model gives one. */
export function sortColumn(model: Model, column: string): string {
  return model.ranks?.[column] === undefined ? column : rankColumn(column);
}

const upserts = new Map<string, string>();

/** SQL to insert or replace a row of a model's table: `fixed` columns first, then the model's own. Made once. */
export function upsertSql(model: Model, table: string, fixed: readonly string[]): string {
  const key = `${table} ${fixed.join(' ')}`;
  const made = upserts.get(key) ?? makeUpsert(model, table, fixed);
  upserts.set(key, made);
  return made;
}

function makeUpsert(model: Model, table: string, fixed: readonly string[]): string {
  const columns = [...fixed, ...model.columns];
  const names = columns.map((column) => `"${column}"`).join(', ');
  const marks = columns.map(() => '?').join(', ');
  const sets = columns
    .filter((column) => column !== 'id')
    .map((column) => `"${column}" = excluded."${column}"`)
    .join(', ');
  return `INSERT INTO "${table}" (${names}) VALUES (${marks}) ON CONFLICT (id) DO UPDATE SET ${sets}`;
}

/** The values of the model's columns, as SQLite takes them. Lists and objects have no columns. */
export function columnValues(model: Model, row: RowData | undefined): (string | number | null)[] {
  return model.columns.map((column) => {
    const value = row?.[column] ?? null;
    if (typeof value === 'boolean') return Number(value);
    return typeof value === 'string' || typeof value === 'number' ? value : null;
  });
}
