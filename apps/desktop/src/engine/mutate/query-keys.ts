import type { RowData, Scalar, Where } from '@holdfast/shared/effect/operations.ts';
import { findModel } from '@holdfast/shared/registry.ts';

/** No id begins like this (store/touches.ts looks for keys of queries by it). */
const MARK = '?';

/** The key of a query that no column narrows: every row of the table may matter to it. */
export const ANY_ROW = '*';

/**
 * The key under which a query is recorded: one column and the value that it asked for (S21). A row
 * that comes to match has that value; one that matched before is recorded by its id, because the
 * query read it.
 */
export function queryKey(table: string, where: Where): string {
  const column = lookupsOf(table).find((lookup) => where[lookup] !== undefined);
  return column === undefined ? ANY_ROW : keyOf(column, where[column]);
}

/** The keys of all queries that a row with these values may match. */
export function keysOfRow(table: string, row: RowData): string[] {
  return lookupsOf(table).map((column) => keyOf(column, row[column]));
}

function lookupsOf(table: string): readonly string[] {
  const model = findModel(table);
  if (model === undefined) return [];
  return model.parentColumn === undefined ? model.lookups : [...model.lookups, model.parentColumn.column];
}

/** The column and the value of a query's key. Nothing for the key of a row, or of a query that no column narrows. */
export function readQueryKey(key: string): { column: string; value: Scalar } | undefined {
  const middle = key.indexOf('=');
  if (!key.startsWith(MARK) || middle === -1) return undefined;
  return { column: key.slice(MARK.length, middle), value: JSON.parse(key.slice(middle + 1)) };
}

function keyOf(column: string, value: RowData[string] | undefined): string {
  return `${MARK}${column}=${JSON.stringify(value ?? null)}`;
}
