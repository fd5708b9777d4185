import type { Model } from '@holdfast/shared/entity/define-model.ts';
import { hashRow } from '@holdfast/shared/hash.ts';
import { rankColumn, sortColumn } from './model-columns.ts';
import type { Sqlite } from './sqlite.ts';
import { ensureText, type Side } from './text-index.ts';

/**
 * Makes what is missing of each model's tables: `<table>_base` holds what the server said,
 * `<table>_overlay` what pending mutations make of it, the view `<table>` joins them (S20), and
 * each has its full text (S26). A row's truth is its JSON in `data`; columns copy the fields that
 * are filtered and sorted by, so a new column of a model is filled from there.
 */
export function ensureModelTables(database: Sqlite, models: readonly Model[]): void {
  for (const model of models) {
    refuseOwnColumns(model);
    nameHashes(database, model);
    ensureTable(
      database,
      model,
      'base',
      'row_version INTEGER NOT NULL, row_hash INTEGER NOT NULL DEFAULT 0, data TEXT NOT NULL',
    );
    ensureHashes(database, model);
    ensureTable(database, model, 'overlay', 'data TEXT, deleted INTEGER NOT NULL DEFAULT 0');
    ensureView(database, model);
  }
}

function ensureTable(database: Sqlite, model: Model, side: Side, content: string): void {
  const table = `${model.table}_${side}`;
  database.exec(
    `CREATE TABLE IF NOT EXISTS "${table}" (rid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, ${content})`,
  );
  ensureColumns(database, model, table);
  ensureIndexes(database, table, indexesOf(model, side));
  ensureText(database, model, side);
}

/**
 * The base is read by filter and order. The overlay is small, written with every change of the
 * person's, and gone soon: it has an index only of what rules look up in every change.
 */
function indexesOf(model: Model, side: Side): string[][] {
  if (side === 'base')
    return model.indexes.map((columns) => columns.map((column) => sortColumn(model, column)));
  const parent = model.parentColumn === undefined ? [] : [model.parentColumn.column];
  return [...model.lookups, ...parent].map((column) => [column]);
}

/** Makes these indexes, each with the id to break ties, and drops those of earlier versions. */
function ensureIndexes(database: Sqlite, table: string, indexes: readonly string[][]): void {
  const wanted = new Map(indexes.map((columns) => [`${table}_${columns.join('_')}`, columns]));
  const present = database
    .prepare<[string], { name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL",
    )
    .all(table)
    .map((index) => index.name);
  for (const name of present.filter((known) => !wanted.has(known))) database.exec(`DROP INDEX "${name}"`);
  for (const [name, columns] of wanted) {
    const sorted = columns.map((column) => `"${column}"`).join(', ');
    database.exec(`CREATE INDEX IF NOT EXISTS "${name}" ON "${table}" (${sorted}, id)`);
  }
}

/** Columns that the tables have of themselves, whatever the model. */
const ownColumns = ['rid', 'row_version', 'row_hash', 'data', 'deleted', 'waiting'];

function refuseOwnColumns({ table, columns, searchable }: Model): void {
  const taken = [...columns, ...searchable].find((column) => ownColumns.includes(column));
  if (taken !== undefined)
    throw new Error(`The field ${taken} of ${table} has the name of a column of ours.`);
}

/** In files of before schema 6 the hash of a row stands in `hash`, as a model may call a field of its own now. */
function nameHashes(database: Sqlite, { table }: Model): void {
  const base = `${table}_base`;
  if (hasColumn(database, base, 'hash') && !hasColumn(database, base, 'row_hash'))
    database.exec(`ALTER TABLE "${base}" RENAME COLUMN hash TO row_hash`);
}

function hasColumn(database: Sqlite, table: string, column: string): boolean {
  const sql = 'SELECT 1 FROM pragma_table_xinfo(?) WHERE name = ?';
  return database.prepare(sql).get(table, column) !== undefined;
}

/** Files from before digests get the hashes of their rows once (S31). */
function ensureHashes(database: Sqlite, model: Model): void {
  const table = `${model.table}_base`;
  if (hasColumn(database, table, 'row_hash')) return;
  database.exec(`ALTER TABLE "${table}" ADD COLUMN row_hash INTEGER NOT NULL DEFAULT 0`);
  const next = database.prepare<[number], { rid: number; id: string; row_version: number; data: string }>(
    `SELECT rid, id, row_version, data FROM "${table}" WHERE rid > ? ORDER BY rid LIMIT 1`,
  );
  const write = database.prepare<[number, number]>(`UPDATE "${table}" SET row_hash = ? WHERE rid = ?`);
  for (let row = next.get(0); row !== undefined; row = next.get(row.rid))
    write.run(hashRow(model.table, row.id, row.row_version, row.data), row.rid);
}

function ensureColumns(database: Sqlite, model: Model, table: string): void {
  const present = new Set(
    database
      .prepare<[string], { name: string }>('SELECT name FROM pragma_table_xinfo(?)')
      .all(table)
      .map((column) => column.name),
  );
  const add = (column: string, definition: string): boolean => {
    if (present.has(column)) return false;
    database.exec(`ALTER TABLE "${table}" ADD COLUMN "${column}" ${definition}`);
    return true;
  };
  for (const column of model.columns) {
    if (add(column, ''))
      database.exec(`UPDATE "${table}" SET "${column}" = json_extract(data, '$.${column}')`);
  }
  for (const [column, values] of Object.entries(model.ranks ?? {})) {
    const cases = values.map((value, rank) => `WHEN '${value}' THEN ${rank}`).join(' ');
    add(rankColumn(column), `GENERATED ALWAYS AS (CASE "${column}" ${cases} ELSE -1 END) VIRTUAL`);
  }
  // Long text is not stored twice: only the full text is made anew and checked from here.
  for (const field of model.searchable) {
    if (!model.columns.includes(field))
      add(field, `GENERATED ALWAYS AS (json_extract(data, '$.${field}')) VIRTUAL`);
  }
}

function ensureView(database: Sqlite, model: Model): void {
  const columns = model.columns.map((column) => `, "${column}"`).join('');
  const base = `"${model.table}_base"`;
  const overlay = `"${model.table}_overlay"`;
  // Made anew at each start, so that it always has the model's current columns.
  database.exec(`
    DROP VIEW IF EXISTS "${model.table}";
    CREATE VIEW "${model.table}" AS
      SELECT id, data, 0 AS waiting${columns} FROM ${base}
        WHERE NOT EXISTS (SELECT 1 FROM ${overlay} AS o WHERE o.id = ${base}.id)
      UNION ALL
      SELECT id, data, 1 AS waiting${columns} FROM ${overlay} WHERE deleted = 0;
  `);
}
