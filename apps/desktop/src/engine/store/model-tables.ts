import type { Model } from '@holdfast/shared/entity/define-model.ts';
import { hashRow } from '@holdfast/shared/hash.ts';
import { rankColumn, sortColumn } from './model-columns.ts';
import type { Sqlite } from './sqlite.ts';

/**
 * Makes what is missing of each model's tables: `<table>_base` holds what the server said,
 * `<table>_overlay` what pending mutations make of it, the view `<table>` joins them (S20), and
 * each has its full text (S26). A row's truth is its JSON in `data`; columns copy the fields that
 * are filtered and sorted by, so a new column of a model is filled from there.
 */
export function ensureModelTables(database: Sqlite, models: readonly Model[]): void {
  for (const model of models) {
    ensureTable(
      database,
      model,
      `${model.table}_base`,
      'row_version INTEGER NOT NULL, hash INTEGER NOT NULL DEFAULT 0, data TEXT NOT NULL',
    );
    ensureHashes(database, model);
    ensureTable(database, model, `${model.table}_overlay`, 'data TEXT, deleted INTEGER NOT NULL DEFAULT 0');
    ensureView(database, model);
  }
}

function ensureTable(database: Sqlite, model: Model, table: string, content: string): void {
  database.exec(
    `CREATE TABLE IF NOT EXISTS "${table}" (rid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, ${content})`,
  );
  ensureColumns(database, model, table);
  for (const columns of model.indexes) {
    const sorted = columns.map((column) => `"${sortColumn(model, column)}"`).join(', ');
    database.exec(`CREATE INDEX IF NOT EXISTS "${table}_${columns.join('_')}" ON "${table}" (${sorted}, id)`);
  }
  ensureText(database, model, table);
}

/** Files from before digests get the hashes of their rows once (S31). */
function ensureHashes(database: Sqlite, model: Model): void {
  const table = `${model.table}_base`;
  const known = database.prepare("SELECT 1 FROM pragma_table_xinfo(?) WHERE name = 'hash'").get(table);
  if (known !== undefined) return;
  database.exec(`ALTER TABLE "${table}" ADD COLUMN hash INTEGER NOT NULL DEFAULT 0`);
  const next = database.prepare<[number], { rid: number; id: string; row_version: number; data: string }>(
    `SELECT rid, id, row_version, data FROM "${table}" WHERE rid > ? ORDER BY rid LIMIT 1`,
  );
  const write = database.prepare<[number, number]>(`UPDATE "${table}" SET hash = ? WHERE rid = ?`);
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
  // Long text is not stored twice: only the full-text triggers read it from here.
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

/**
 * Full text beside a table, kept by triggers, so that it is never out of step with its rows. It
 * holds which rows a word is in and nothing more, because searches ask for nothing more; one of
 * another shape is made anew (S24).
 */
function ensureText(database: Sqlite, model: Model, table: string): void {
  if (model.searchable.length === 0) return;
  const text = `${table}_text`;
  const names = model.searchable.map((column) => `"${column}"`).join(', ');
  const shape = `CREATE VIRTUAL TABLE "${text}" USING fts5 (${names}, content='${table}', content_rowid='rid', tokenize='unicode61 remove_diacritics 2', detail='none')`;
  const known = database
    .prepare<[string], { sql: string }>('SELECT sql FROM sqlite_schema WHERE name = ?')
    .get(text);
  if (known?.sql === shape) return;
  if (known !== undefined) dropText(database, text);
  database.exec(`
    ${shape};
    INSERT INTO "${text}" ("${text}", rank) VALUES ('secure-delete', 1);
    ${textTriggers(model, table, names)}
  `);
  if (known !== undefined) database.exec(`INSERT INTO "${text}" ("${text}") VALUES ('rebuild')`);
}

function dropText(database: Sqlite, text: string): void {
  for (const trigger of ['add', 'drop', 'change'])
    database.exec(`DROP TRIGGER IF EXISTS "${text}_${trigger}"`);
  database.exec(`DROP TABLE "${text}"`);
}

function textTriggers(model: Model, table: string, names: string): string {
  const text = `${table}_text`;
  const values = (row: string) => model.searchable.map((column) => `${row}."${column}"`).join(', ');
  const add = `INSERT INTO "${text}" (rowid, ${names}) VALUES (new.rid, ${values('new')});`;
  const drop = `INSERT INTO "${text}" ("${text}", rowid, ${names}) VALUES ('delete', old.rid, ${values('old')});`;
  const differs = model.searchable.map((column) => `old."${column}" IS NOT new."${column}"`).join(' OR ');
  return `
    CREATE TRIGGER "${text}_add" AFTER INSERT ON "${table}" BEGIN ${add} END;
    CREATE TRIGGER "${text}_drop" AFTER DELETE ON "${table}" BEGIN ${drop} END;
    CREATE TRIGGER "${text}_change" AFTER UPDATE ON "${table}" WHEN ${differs} BEGIN ${drop} ${add} END;
  `;
}
