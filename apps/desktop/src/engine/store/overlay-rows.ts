import type { RowData, Scalar, Where } from '@holdfast/shared/effect/operations.ts';
import type { Model } from '@holdfast/shared/entity/define-model.ts';
import { findModel } from '@holdfast/shared/registry.ts';
import { columnValues, insertSql, updateSql } from './model-columns.ts';
import { toSql } from './sql-values.ts';
import type { Statements } from './statements.ts';
import { addText, changeText, clearText, dropText } from './text-index.ts';

/** A row as the person sees it: pending changes over what the server said. */
export function readView(statements: Statements, table: string, id: string): RowData | undefined {
  const data = readViewJson(statements, table, id);
  return data === undefined ? undefined : JSON.parse(data);
}

/** The same, as its JSON. */
export function readViewJson(statements: Statements, table: string, id: string): string | undefined {
  const overlay = statements.get<{ data: string | null; deleted: number }>(
    `SELECT data, deleted FROM "${table}_overlay" WHERE id = ?`,
    id,
  );
  if (overlay !== undefined) return overlay.deleted === 1 ? undefined : (overlay.data ?? undefined);
  return statements.get<{ data: string }>(`SELECT data FROM "${table}_base" WHERE id = ?`, id)?.data;
}

/** The JSON of rows whose columns equal `where`, by rising id. */
export function queryView(
  statements: Statements,
  table: string,
  where: Where,
  limit: number,
): { id: string; data: string }[] {
  const columns = Object.keys(where);
  const conditions = columns.map((column) => `"${column}" IS ?`).join(' AND ');
  const values = columns.map((column) => toSql(where[column] ?? null));
  return statements.all<{ id: string; data: string }>(
    `SELECT id, data FROM "${table}" ${conditions === '' ? '' : `WHERE ${conditions}`} ORDER BY id LIMIT ?`,
    ...values,
    limit,
  );
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
  const text = row === undefined ? null : JSON.stringify(row);
  const values = [id, text, row === undefined ? 1 : 0, ...columnValues(model, row)];
  const rid = statements.insert(insertSql(model, `${table}_overlay`, fixedColumns), ...values);
  if (rid !== undefined) {
    if (row !== undefined) addText(statements, model, 'overlay', rid, row);
    return;
  }
  const known = statements.get<OverlayLine>(`SELECT rid, data FROM "${table}_overlay" WHERE id = ?`, id);
  if (known === undefined) throw new Error(`A pending change of ${table} ${id} could not be written.`);
  statements.run(updateSql(model, `${table}_overlay`, fixedColumns), ...values, known.rid);
  replaceText(statements, model, known, row);
}

interface OverlayLine {
  readonly rid: number;
  /** Absent where the row is deleted. */
  readonly data: string | null;
}

const fixedColumns = ['id', 'data', 'deleted'];

function replaceText(
  statements: Statements,
  model: Model,
  { rid, data }: OverlayLine,
  after: RowData | undefined,
): void {
  const before: RowData | undefined = data === null ? undefined : JSON.parse(data);
  if (before !== undefined && after !== undefined)
    changeText(statements, model, 'overlay', rid, before, after);
  else if (before !== undefined) dropText(statements, model, 'overlay', rid, before);
  else if (after !== undefined) addText(statements, model, 'overlay', rid, after);
}

/** Whether a pending change lies over the row. */
export function isOverlaid(statements: Statements, table: string, id: string): boolean {
  return statements.get(`SELECT 1 FROM "${table}_overlay" WHERE id = ?`, id) !== undefined;
}

/** Rows that a pending change lies over and that have this value in a column, there or in the base. */
export function findOverlaid(statements: Statements, table: string, column: string, value: Scalar): string[] {
  const [base, overlay] = [`"${table}_base"`, `"${table}_overlay"`];
  return statements
    .all<{ id: string }>(
      `SELECT id FROM ${overlay} WHERE "${column}" IS ?
       UNION SELECT b.id FROM ${base} AS b JOIN ${overlay} AS o ON o.id = b.id WHERE b."${column}" IS ?`,
      toSql(value),
      toSql(value),
    )
    .map((row) => row.id);
}

/** All rows of a table that a pending change lies over. */
export function readOverlaid(statements: Statements, table: string): string[] {
  return statements.all<{ id: string }>(`SELECT id FROM "${table}_overlay"`).map((row) => row.id);
}

export function clearOverlayRow(statements: Statements, table: string, id: string): void {
  const model = findModel(table);
  if (model === undefined) return;
  const sql = `DELETE FROM "${table}_overlay" WHERE id = ? RETURNING rid, data`;
  const known = statements.get<OverlayLine>(sql, id);
  if (known !== undefined) replaceText(statements, model, known, undefined);
}

/** Takes all pending changes of a table away. */
export function clearOverlay(statements: Statements, model: Model): void {
  statements.run(`DELETE FROM "${model.table}_overlay"`);
  clearText(statements, model, 'overlay');
}
