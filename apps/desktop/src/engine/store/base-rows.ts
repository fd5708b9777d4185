import type { RowData } from '@holdfast/shared/effect/operations.ts';
import { hashRow } from '@holdfast/shared/hash.ts';
import type { WireRow } from '@holdfast/shared/protocol/stream.ts';
import { findModel } from '@holdfast/shared/registry.ts';
import { columnValues, upsertSql } from './model-columns.ts';
import type { Statements } from './statements.ts';

/** A row of the base before and after something arrived. */
export interface BaseChange {
  readonly table: string;
  readonly id: string;
  readonly before: RowData | undefined;
  readonly after: RowData | undefined;
}

/** What the server last said of a row. */
export function readBase(statements: Statements, table: string, id: string): RowData | undefined {
  if (findModel(table) === undefined) return undefined;
  const found = statements.get<{ data: string }>(`SELECT data FROM "${table}_base" WHERE id = ?`, id);
  return found === undefined ? undefined : JSON.parse(found.data);
}

/** Writes a row that the server sent, unless a newer one is there (S12). Gives the change, or nothing if there was none. */
export function writeBase(statements: Statements, row: WireRow): BaseChange | undefined {
  const model = findModel(row.table);
  if (model === undefined) return writeRaw(statements, row);
  const known = statements.get<{ row_version: number; data: string }>(
    `SELECT row_version, data FROM "${row.table}_base" WHERE id = ?`,
    row.id,
  );
  if (known !== undefined && known.row_version >= row.version) return undefined;
  const after = { ...row.data, id: row.id };
  statements.run(
    upsertSql(model, `${row.table}_base`, ['id', 'row_version', 'hash', 'data']),
    row.id,
    row.version,
    hashOf(row),
    JSON.stringify(after),
    ...columnValues(model, after),
  );
  const before = known === undefined ? undefined : JSON.parse(known.data);
  return { table: row.table, id: row.id, before, after };
}

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
  if (findModel(table) === undefined)
    statements.run('DELETE FROM raw_row WHERE tbl = ? AND id = ?', table, id);
  else statements.run(`DELETE FROM "${table}_base" WHERE id = ?`, id);
}
