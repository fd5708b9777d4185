import type { RowData, Scalar, Where } from '@holdfast/shared/effect/operations.ts';
import { hashRow } from '@holdfast/shared/hash.ts';
import { type RowLine, toRow } from '../lines/row-line.ts';
import { quoted } from '../quoted.ts';
import type { ColumnRange, ColumnSum, ColumnText, RowCount, RowText, StoredRow } from '../records.ts';
import type { Statements } from './statements.ts';

/** The statements on one table whose text is always the same. */
function tableSql(table: string) {
  const name = quoted(table);
  return {
    row: `SELECT id, row_version, deleted, data FROM ${name} WHERE id = ?`,
    after: `SELECT id, row_version, deleted, data FROM ${name} WHERE id > ? ORDER BY id LIMIT ?`,
    texts: `SELECT id, row_version AS version, data AS json FROM ${name}
      WHERE id IN (SELECT value FROM json_each(?)) AND deleted = 0`,
    hash: `SELECT row_hash FROM ${name} WHERE id = ?`,
    insert: `INSERT INTO ${name} (id, row_version, data, row_hash) VALUES (?, ?, ?, ?)`,
    update: `UPDATE ${name} SET row_version = ?, data = ?, row_hash = ? WHERE id = ?`,
    remove: `UPDATE ${name} SET row_version = ?, deleted = 1, data = ?, row_hash = 0 WHERE id = ?`,
  };
}

/** The calls of a transaction on the rows of synced tables. */
export function rowCalls(statements: Statements) {
  const known = new Map<string, ReturnType<typeof tableSql>>();
  const sqlOf = (table: string) => {
    const sql = known.get(table) ?? tableSql(table);
    known.set(table, sql);
    return sql;
  };
  return {
    row(table: string, id: string): StoredRow | undefined {
      const line = statements.get<RowLine>(sqlOf(table).row, id);
      return line && toRow(line);
    },

    rows(table: string, where: Where, limit: number | undefined): readonly StoredRow[] {
      const sql = `SELECT id, row_version, deleted, data FROM ${quoted(table)}
        WHERE deleted = 0${whereClause(where)} ORDER BY id LIMIT ?`;
      return statements.all<RowLine>(sql, ...Object.values(where).map(toColumn), limit ?? -1).map(toRow);
    },

    rowsAfter(table: string, id: string, limit: number): readonly StoredRow[] {
      return statements.all<RowLine>(sqlOf(table).after, id, limit).map(toRow);
    },

    rowsInRange(
      table: string,
      { column, from, below, after }: ColumnRange,
      limit: number,
    ): readonly StoredRow[] {
      const name = quoted(column);
      const begin = after ?? { value: from, id: '' };
      const sql = `SELECT id, row_version, deleted, data FROM ${quoted(table)}
        WHERE deleted = 0 AND (${name}, id) > (?, ?) AND ${name} < ? ORDER BY ${name}, id LIMIT ?`;
      return statements.all<RowLine>(sql, begin.value, begin.id, below, limit).map(toRow);
    },

    rowCounts(table: string, column: string): readonly RowCount[] {
      return statements.all<RowCount>(
        `SELECT ${quoted(column)} AS value, count(*) AS rows FROM ${quoted(table)}
          WHERE deleted = 0 GROUP BY 1 ORDER BY 2 DESC, 1`,
      );
    },

    /** The columns of a deleted row are empty: it holds no text, so the index alone answers. */
    sums(table: string, { column, text }: ColumnText, by: string, of: string): readonly ColumnSum[] {
      return statements.all<ColumnSum>(
        `SELECT ${quoted(by)} AS value, sum(${quoted(of)}) AS sum FROM ${quoted(table)}
          WHERE ${quoted(column)} = ? GROUP BY 1`,
        text,
      );
    },

    rowTexts(table: string, ids: readonly string[]): ReadonlyMap<string, RowText> {
      const lines = statements.all<RowText & { id: string }>(sqlOf(table).texts, JSON.stringify(ids));
      return new Map(lines.map((line) => [line.id, line]));
    },

    rowHash(table: string, id: string): number {
      return statements.get<{ row_hash: number }>(sqlOf(table).hash, id)?.row_hash ?? 0;
    },

    insertRow(table: string, version: number, row: RowData): number {
      const json = JSON.stringify(row);
      const hash = hashRow(table, row.id, version, json);
      statements.run(sqlOf(table).insert, row.id, version, json, hash);
      return hash;
    },

    updateRow(table: string, version: number, row: RowData): number {
      const json = JSON.stringify(row);
      const hash = hashRow(table, row.id, version, json);
      statements.run(sqlOf(table).update, version, json, hash, row.id);
      return hash;
    },

    /** The content goes: it is gone for everyone, and only the id must stay taken. */
    deleteRow(table: string, version: number, id: string): void {
      statements.run(sqlOf(table).remove, version, JSON.stringify({ id }), id);
    },

    lastInSequence(name: string): number {
      const sql = 'SELECT value FROM sync_sequence WHERE name = ?';
      return statements.get<{ value: number }>(sql, name)?.value ?? 0;
    },

    putSequence(name: string, last: number): void {
      statements.run(
        `INSERT INTO sync_sequence (name, value) VALUES (?, ?)
          ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
        name,
        last,
      );
    },
  };
}

/** `IS` and not `=`, so that nothing can be asked for. */
function whereClause(where: Where): string {
  return Object.keys(where)
    .map((column) => ` AND ${quoted(column)} IS ?`)
    .join('');
}

/** JSON's true and false become 1 and 0 in computed columns. */
function toColumn(value: Scalar): string | number | null {
  return typeof value === 'boolean' ? Number(value) : value;
}
