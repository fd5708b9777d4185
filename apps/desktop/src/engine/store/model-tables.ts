import type { Model } from '@holdfast/shared/entity/define-model.ts';
import type { Sqlite } from './sqlite.ts';

/** The column that sorts a ranked column: `priority_rank` for `priority`. */
export function rankColumn(column: string): string {
  return `${column}_rank`;
}

/**
 * Makes what is missing of each model's tables: `<table>_base` holds what the server said,
 * `<table>_overlay` what pending mutations make of it, the view `<table>` joins them (S20), and
 * each has its full text (S26). Columns are computed from the row's JSON, so a new column of a
 * model needs no rewrite of rows.
 */
export function ensureModelTables(database: Sqlite, models: readonly Model[]): void {
  for (const model of models) {
    ensureTable(database, model, `${model.table}_base`, 'row_version INTEGER NOT NULL, data TEXT NOT NULL');
    ensureTable(database, model, `${model.table}_overlay`, 'data TEXT, deleted INTEGER NOT NULL DEFAULT 0');
    ensureView(database, model);
  }
}

function ensureTable(database: Sqlite, model: Model, table: string, content: string): void {
  database.exec(
    `CREATE TABLE IF NOT EXISTS "${table}" (rid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, ${content})`,
  );
  const present = new Set(
    database
      .prepare<[string], { name: string }>('SELECT name FROM pragma_table_xinfo(?)')
      .all(table)
      .map((column) => column.name),
  );
  for (const [column, expression] of computedColumns(model)) {
    if (present.has(column)) continue;
    database.exec(
      `ALTER TABLE "${table}" ADD COLUMN "${column}" GENERATED ALWAYS AS (${expression}) VIRTUAL`,
    );
  }
  for (const columns of model.indexes) {
    const sorted = columns.map((column) => `"${sortColumn(model, column)}"`).join(', ');
    database.exec(`CREATE INDEX IF NOT EXISTS "${table}_${columns.join('_')}" ON "${table}" (${sorted}, id)`);
  }
  ensureText(database, model, table);
}

/** The column to sort by: the rank where the model gives one. */
export function sortColumn(model: Model, column: string): string {
  return model.ranks?.[column] === undefined ? column : rankColumn(column);
}

function computedColumns(model: Model): Map<string, string> {
  const columns = new Map<string, string>();
  for (const column of new Set([...model.columns, ...model.searchable])) {
    columns.set(column, `json_extract(data, '$.${column}')`);
  }
  for (const [column, values] of Object.entries(model.ranks ?? {})) {
    const cases = values.map((value, rank) => `WHEN '${value}' THEN ${rank}`).join(' ');
    columns.set(rankColumn(column), `CASE json_extract(data, '$.${column}') ${cases} ELSE -1 END`);
  }
  return columns;
}

function ensureView(database: Sqlite, model: Model): void {
  const columns = [...computedColumns(model).keys()].map((column) => `"${column}"`).join(', ');
  const base = `"${model.table}_base"`;
  const overlay = `"${model.table}_overlay"`;
  // Made anew at each start, so that it always has the model's current columns.
  database.exec(`
    DROP VIEW IF EXISTS "${model.table}";
    CREATE VIEW "${model.table}" AS
      SELECT id, data, 0 AS waiting${columns === '' ? '' : `, ${columns}`} FROM ${base}
        WHERE NOT EXISTS (SELECT 1 FROM ${overlay} AS o WHERE o.id = ${base}.id)
      UNION ALL
      SELECT id, data, 1 AS waiting${columns === '' ? '' : `, ${columns}`} FROM ${overlay} WHERE deleted = 0;
  `);
}

/** Full text beside a table, kept by triggers, so that it is never out of step with its rows. */
function ensureText(database: Sqlite, model: Model, table: string): void {
  if (model.searchable.length === 0) return;
  const text = `${table}_text`;
  const known = database.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(text);
  if (known !== undefined) return;
  const names = model.searchable.map((column) => `"${column}"`).join(', ');
  const values = (row: string) => model.searchable.map((column) => `${row}."${column}"`).join(', ');
  const add = `INSERT INTO "${text}" (rowid, ${names}) VALUES (new.rid, ${values('new')});`;
  const drop = `INSERT INTO "${text}" ("${text}", rowid, ${names}) VALUES ('delete', old.rid, ${values('old')});`;
  database.exec(`
    CREATE VIRTUAL TABLE "${text}" USING fts5 (
      ${names}, content='${table}', content_rowid='rid', tokenize='unicode61 remove_diacritics 2', prefix='2 3'
    );
    INSERT INTO "${text}" ("${text}", rank) VALUES ('secure-delete', 1);
    CREATE TRIGGER "${text}_add" AFTER INSERT ON "${table}" BEGIN ${add} END;
    CREATE TRIGGER "${text}_drop" AFTER DELETE ON "${table}" BEGIN ${drop} END;
    CREATE TRIGGER "${text}_change" AFTER UPDATE ON "${table}" BEGIN ${drop} ${add} END;
  `);
}
