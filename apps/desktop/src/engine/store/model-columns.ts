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

/** SQL texts by what they are of, each made once. */
const texts = new Map<string, string>();

function once(key: string, make: () => string): string {
  const text = texts.get(key) ?? make();
  texts.set(key, text);
  return text;
}

/** SQL to insert a row of a model's table unless its id is there: `fixed` columns first, then the model's own. */
export function insertSql(model: Model, table: string, fixed: readonly string[]): string {
  return once(`insert ${table}`, () => {
    const columns = [...fixed, ...model.columns];
    const names = columns.map((column) => `"${column}"`).join(', ');
    const marks = columns.map(() => '?').join(', ');
    return `INSERT INTO "${table}" (${names}) VALUES (${marks}) ON CONFLICT (id) DO NOTHING`;
  });
}

/** SQL to replace a row of a model's table: the columns in the same order, then its `rid`. */
export function updateSql(model: Model, table: string, fixed: readonly string[]): string {
  return once(`update ${table}`, () => {
    const sets = [...fixed, ...model.columns].map((column) => `"${column}" = ?`).join(', ');
    return `UPDATE "${table}" SET ${sets} WHERE rid = ?`;
  });
}

/** The values of the model's columns, as SQLite takes them. Lists and objects have no columns. */
export function columnValues(model: Model, row: RowData | undefined): (string | number | null)[] {
  return model.columns.map((column) => {
    const value = row?.[column] ?? null;
    if (typeof value === 'boolean') return Number(value);
    return typeof value === 'string' || typeof value === 'number' ? value : null;
  });
}
