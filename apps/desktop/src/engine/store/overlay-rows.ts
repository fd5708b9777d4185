import type { RowData, Where } from '@holdfast/shared/effect/operations.ts';
import { findModel } from '@holdfast/shared/registry.ts';
import { columnValues, upsertSql } from './model-columns.ts';
import { toSql } from './sql-values.ts';
import type { Statements } from './statements.ts';

/** A row as the person sees it: pending changes over what the server said. */
export function readView(statements: Statements, table: string, id: string): RowData | undefined {
  const overlay = statements.get<{ data: string | null; deleted: number }>(
    `SELECT data, deleted FROM "${table}_overlay" WHERE id = ?`,
    id,
  );
  if (overlay !== undefined)
    return overlay.deleted === 1 || overlay.data === null ? undefined : JSON.parse(overlay.data);
  const base = statements.get<{ data: string }>(`SELECT data FROM "${table}_base" WHERE id = ?`, id);
  return base === undefined ? undefined : JSON.parse(base.data);
}

/** Rows whose columns equal `where`, by rising id. */
export function queryView(statements: Statements, table: string, where: Where, limit: number): RowData[] {
  const columns = Object.keys(where);
  const conditions = columns.map((column) => `"${column}" IS ?`).join(' AND ');
  const values = columns.map((column) => toSql(where[column] ?? null));
  return statements
    .all<{ data: string }>(
      `SELECT data FROM "${table}" ${conditions === '' ? '' : `WHERE ${conditions}`} ORDER BY id LIMIT ?`,
      ...values,
      limit,
    )
    .map((found) => JSON.parse(found.data));
}

/** Lays a pending change over a row; `undefined` deletes it here. */
export function writeOverlay(
  statements: Statements,
  table: string,
  id: string,
  row: RowData | undefined,
): void {
  const model = findModel(table);
  if (model === undefined) throw new Error(`There is no table called ${table}.`);
  statements.run(
    upsertSql(model, `${table}_overlay`, ['id', 'data', 'deleted']),
    id,
    row === undefined ? null : JSON.stringify(row),
    row === undefined ? 1 : 0,
    ...columnValues(model, row),
  );
}

export function clearOverlayRow(statements: Statements, table: string, id: string): void {
  statements.run(`DELETE FROM "${table}_overlay" WHERE id = ?`, id);
}
