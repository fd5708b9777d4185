import type { RowData } from '@holdfast/shared/effect/operations.ts';
import type { Model } from '@holdfast/shared/entity/define-model.ts';
import { hashRow } from '@holdfast/shared/hash.ts';
import type { WireRow } from '@holdfast/shared/protocol/stream.ts';
import { findModel } from '@holdfast/shared/registry.ts';
import { columnValues, insertSql, updateSql } from './model-columns.ts';
import type { Statements } from './statements.ts';
import { addText, changeText, clearText, dropText } from './text-index.ts';

/** A row of the base before and after something arrived. */
export interface BaseChange {
  readonly table: string;
  readonly id: string;
  readonly before: RowData | undefined;
  readonly after: RowData | undefined;
}

/** What the server last said of a row. */
export function readBase(statements: Statements, table: string, id: string): RowData | undefined {
  const data = readBaseJson(statements, table, id);
  return data === undefined ? undefined : JSON.parse(data);
}

/** The same, as its JSON. */
export function readBaseJson(statements: Statements, table: string, id: string): string | undefined {
  if (findModel(table) === undefined) return undefined;
  return statements.get<{ data: string }>(`SELECT data FROM "${table}_base" WHERE id = ?`, id)?.data;
}

/** Writes a row that the server sent, unless a newer one is there (S12). Gives the change, or nothing if there was none. */
export function writeBase(statements: Statements, row: WireRow): BaseChange | undefined {
  const model = findModel(row.table);
  if (model === undefined) return writeRaw(statements, row);
  const { table, id, version } = row;
  const after = { ...row.data, id };
  const data = JSON.stringify(after);
  const values = [id, version, hashRow(table, id, version, data), data, ...columnValues(model, after)];
  // Most rows that arrive in large numbers are new: that is tried before anything is looked up.
  const rid = statements.insert(insertSql(model, `${table}_base`, fixedColumns), ...values);
  if (rid === undefined) return replaceBase(statements, model, after, version, values);
  addText(statements, model, 'base', rid, after);
  return { table, id, before: undefined, after };
}

function replaceBase(
  statements: Statements,
  model: Model,
  after: RowData,
  version: number,
  values: readonly unknown[],
): BaseChange | undefined {
  const { table } = model;
  const { id } = after;
  const known = statements.get<{ rid: number; row_version: number; data: string }>(
    `SELECT rid, row_version, data FROM "${table}_base" WHERE id = ?`,
    id,
  );
  if (known === undefined || known.row_version >= version) return undefined;
  const before: RowData = JSON.parse(known.data);
  statements.run(updateSql(model, `${table}_base`, fixedColumns), ...values, known.rid);
  changeText(statements, model, 'base', known.rid, before, after);
  return { table, id, before, after };
}

const fixedColumns = ['id', 'row_version', 'row_hash', 'data'];

/** The row as the server hashes it (S31): its fields are in the order in which they were sent. */
function hashOf(row: WireRow): number {
  return hashRow(row.table, row.id, row.version, JSON.stringify(row.data));
}

function writeRaw(statements: Statements, row: WireRow): undefined {
  statements.run(
    `INSERT INTO raw_row (tbl, id, row_version, data, hash) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (tbl, id) DO UPDATE
       SET row_version = excluded.row_version, data = excluded.data, hash = excluded.hash
     WHERE excluded.row_version > row_version`,
    row.table,
    row.id,
    row.version,
    JSON.stringify(row.data),
    hashOf(row),
  );
  return undefined;
}

/** Removes a row that no held scope names any more. */
export function deleteBase(statements: Statements, table: string, id: string): void {
  const model = findModel(table);
  if (model === undefined) {
    statements.run('DELETE FROM raw_row WHERE tbl = ? AND id = ?', table, id);
    return;
  }
  const sql = `DELETE FROM "${table}_base" WHERE id = ? RETURNING rid, data`;
  const known = statements.get<{ rid: number; data: string }>(sql, id);
  if (known !== undefined) dropText(statements, model, 'base', known.rid, JSON.parse(known.data));
}

/** Removes everything that the server said of a table's rows. */
export function clearBase(statements: Statements, model: Model): void {
  statements.run(`DELETE FROM "${model.table}_base"`);
  clearText(statements, model, 'base');
}
