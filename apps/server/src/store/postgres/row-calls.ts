import type { RowData, Scalar, Where } from '@holdfast/shared/effect/operations.ts';
import type { Model } from '@holdfast/shared/entity/define-model.ts';
import { hashRow } from '@holdfast/shared/hash.ts';
import { type RowLine, toRow } from '../lines/row-line.ts';
import { quoted } from '../quoted.ts';
import type { ColumnRange, ColumnSum, ColumnText, RowCount, RowText, StoredRow } from '../records.ts';
import type { Awaitable } from '../transaction.ts';
import { fieldSql, jsonSql, keptColumns } from './model-tables.ts';
import type { KnownRow } from './row-cache.ts';
import type { Statements } from './statements.ts';

const columns = 'id, row_version, deleted, data';

interface CountLine {
  readonly kind: 'string' | 'number' | 'boolean' | null;
  readonly value: string | null;
  readonly rows: number;
}

/** The statements on one table whose text is always the same. */
function tableSql(table: string) {
  const name = quoted(table);
  return {
    row: `SELECT ${columns}, row_hash FROM ${name} WHERE id = $1`,
    some: `SELECT ${columns}, row_hash FROM ${name} WHERE id = ANY($1::text[])`,
    after: `SELECT ${columns} FROM ${name} WHERE id > $1 ORDER BY id LIMIT $2`,
    texts: `SELECT id, row_version AS version, data AS json FROM ${name}
      WHERE id = ANY($1::text[]) AND deleted = 0`,
    hash: `SELECT row_hash FROM ${name} WHERE id = $1`,
    insert: `INSERT INTO ${name} (id, row_version, data, row_hash) VALUES ($1, $2, $3, $4)`,
    update: `UPDATE ${name} SET row_version = $1, data = $2, row_hash = $3 WHERE id = $4`,
    remove: `UPDATE ${name} SET row_version = $1, deleted = 1, data = $2, row_hash = 0 WHERE id = $3`,
  };
}

const known = new Map<string, ReturnType<typeof tableSql>>();

function sqlOf(table: string) {
  const sql = known.get(table) ?? tableSql(table);
  known.set(table, sql);
  return sql;
}

/** A row and its hash at once: a write that reads the one mostly needs the other. */
export async function readRow(statements: Statements, table: string, id: string): Promise<KnownRow> {
  const line = await statements.get<RowLine & { row_hash: number }>(sqlOf(table).row, id);
  return { row: line && toRow(line), hash: line?.row_hash ?? 0 };
}

/** Those of these rows that are there, by id. */
export async function readRows(
  statements: Statements,
  table: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, KnownRow>> {
  const lines = await statements.all<RowLine & { row_hash: number }>(sqlOf(table).some, ids);
  return new Map(lines.map((line) => [line.id, { row: toRow(line), hash: line.row_hash }]));
}

/** The calls of a transaction on the rows of synced tables. */
export function rowCalls(statements: Statements, models: readonly Model[]) {
  const kept = keptOf(models);
  const field = (table: string, column: string): string =>
    column === 'id' || kept.get(table)?.has(column) === true ? quoted(column) : fieldSql(column);
  return {
    async row(table: string, id: string): Promise<StoredRow | undefined> {
      return (await readRow(statements, table, id)).row;
    },

    async rows(table: string, where: Where, limit: number | undefined): Promise<readonly StoredRow[]> {
      const asked = Object.entries(where);
      const values = asked.flatMap(([, value]) => (value === null ? [] : [String(value)]));
      let place = 0;
      const conditions = asked.map(([column, value]) => {
        const name = field(table, column);
        if (value === null) return ` AND ${name} IS NULL`;
        place += 1;
        return ` AND ${name} = $${place}`;
      });
      const sql = `SELECT ${columns} FROM ${quoted(table)}
        WHERE deleted = 0${conditions.join('')} ORDER BY id LIMIT $${place + 1}`;
      return (await statements.all<RowLine>(sql, ...values, limit ?? null)).map(toRow);
    },

    async rowsAfter(table: string, id: string, limit: number): Promise<readonly StoredRow[]> {
      return (await statements.all<RowLine>(sqlOf(table).after, id, limit)).map(toRow);
    },

    async rowsInRange(table: string, range: ColumnRange, limit: number): Promise<readonly StoredRow[]> {
      const name = field(table, range.column);
      const begin = range.after ?? { value: range.from, id: '' };
      const sql = `SELECT ${columns} FROM ${quoted(table)}
        WHERE deleted = 0 AND (${name}, id) > ($1, $2) AND ${name} < $3 ORDER BY ${name}, id LIMIT $4`;
      return (await statements.all<RowLine>(sql, begin.value, begin.id, range.below, limit)).map(toRow);
    },

    /** Truth counts as 1 and 0, as on SQLite. */
    async rowCounts(table: string, column: string): Promise<readonly RowCount[]> {
      const [kind, value] = [`json_typeof(${jsonSql(column)})`, fieldSql(column)];
      const lines = await statements.all<CountLine>(
        `SELECT nullif(${kind}, 'null') AS kind, ${value} AS value, count(*) AS rows
          FROM ${quoted(table)} WHERE deleted = 0 GROUP BY 1, 2 ORDER BY 3 DESC, 2`,
      );
      return lines.map((line) => ({ value: toScalar(line), rows: line.rows }));
    },

    /** The fields of a deleted row are empty: it holds no text, so the index alone answers. */
    sums(table: string, { column, text }: ColumnText, by: string, of: string): Promise<readonly ColumnSum[]> {
      return statements.all<ColumnSum>(
        `SELECT ${field(table, by)} AS value, sum(${field(table, of)}::numeric)::float8 AS sum
          FROM ${quoted(table)} WHERE ${field(table, column)} = $1 GROUP BY 1`,
        text,
      );
    },

    async rowTexts(table: string, ids: readonly string[]): Promise<ReadonlyMap<string, RowText>> {
      const lines = await statements.all<RowText & { id: string }>(sqlOf(table).texts, ids);
      return new Map(lines.map((line) => [line.id, line]));
    },

    async rowHash(table: string, id: string): Promise<number> {
      return (await statements.get<{ row_hash: number }>(sqlOf(table).hash, id))?.row_hash ?? 0;
    },

    insertRow(table: string, version: number, row: RowData): Awaitable<number> {
      const json = JSON.stringify(row);
      const hash = hashRow(table, row.id, version, json);
      return after(statements.run(sqlOf(table).insert, row.id, version, json, hash), hash);
    },

    updateRow(table: string, version: number, row: RowData): Awaitable<number> {
      const json = JSON.stringify(row);
      const hash = hashRow(table, row.id, version, json);
      return after(statements.run(sqlOf(table).update, version, json, hash, row.id), hash);
    },

    /** The content goes: it is gone for everyone, and only the id must stay taken. */
    deleteRow(table: string, version: number, id: string): Awaitable<void> {
      return statements.run(sqlOf(table).remove, version, JSON.stringify({ id }), id);
    },

    async lastInSequence(name: string): Promise<number> {
      const sql = 'SELECT value FROM sync_sequence WHERE name = $1';
      return (await statements.get<{ value: number }>(sql, name))?.value ?? 0;
    },

    putSequence(name: string, last: number): Awaitable<void> {
      return statements.run(
        `INSERT INTO sync_sequence (name, value) VALUES ($1, $2)
          ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
        name,
        last,
      );
    },
  };
}

function toScalar({ kind, value }: CountLine): Scalar {
  if (kind === 'boolean') return Number(value === 'true');
  return kind === 'number' ? Number(value) : value;
}

const keptByModels = new WeakMap<readonly Model[], ReadonlyMap<string, ReadonlySet<string>>>();

/** The columns that each table keeps: worked out once for a set of models. */
function keptOf(models: readonly Model[]): ReadonlyMap<string, ReadonlySet<string>> {
  const kept = keptByModels.get(models) ?? new Map(models.map((model) => [model.table, keptColumns(model)]));
  keptByModels.set(models, kept);
  return kept;
}

/** The value, once what was sent is answered, if somebody waits for that at all. */
function after<T>(sent: Awaitable<void>, value: T): Awaitable<T> {
  return sent === undefined ? value : sent.then(() => value);
}
