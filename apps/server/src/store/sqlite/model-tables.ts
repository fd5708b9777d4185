import type { Model } from '@holdfast/shared/entity/define-model.ts';
import type { Database } from 'better-sqlite3';
import { indexesOf } from '../model-indexes.ts';
import { quoted } from '../quoted.ts';

/**
 * Makes the table of each model: the row as JSON, its columns computed from it, and an index of each
 * column that rules query by, and of each group by which the server looks. So a new entity or a new column needs no migration.
 */
export function ensureModelTables(db: Database, models: readonly Model[]): void {
  db.transaction(() => {
    for (const model of models) ensureTable(db, model);
  }).immediate();
}

function ensureTable(db: Database, model: Model): void {
  db.exec(`CREATE TABLE IF NOT EXISTS ${quoted(model.table)} (
    id TEXT PRIMARY KEY,
    row_version INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0,
    data TEXT NOT NULL,
    row_hash INTEGER NOT NULL DEFAULT 0
  )`);
  const present = new Set(
    db
      .prepare<[string], { name: string }>('SELECT name FROM pragma_table_xinfo(?)')
      .all(model.table)
      .map((column) => column.name),
  );
  for (const column of model.columns) {
    if (!present.has(column)) addColumn(db, model.table, column);
  }
  for (const columns of indexesOf(model)) addIndex(db, model.table, columns);
}

function addColumn(db: Database, table: string, column: string): void {
  db.exec(
    `ALTER TABLE ${quoted(table)} ADD COLUMN ${quoted(column)} GENERATED ALWAYS AS (json_extract(data, '$.${column}')) VIRTUAL`,
  );
}

function addIndex(db: Database, table: string, columns: readonly string[]): void {
  const name = quoted(`${table}_by_${columns.join('_')}`);
  db.exec(`CREATE INDEX IF NOT EXISTS ${name} ON ${quoted(table)} (${columns.map(quoted).join(', ')})`);
}
