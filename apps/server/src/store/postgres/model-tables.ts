import type { Model } from '@holdfast/shared/entity/define-model.ts';
import { indexesOf } from '../model-indexes.ts';
import { quoted } from '../quoted.ts';
import { HOLD_ALL } from './hold-all.ts';
import type { Line } from './line.ts';

/** The columns of a model that the database computes and keeps: those that stand in an index. All others are computed when they are asked for. */
export function keptColumns(model: Model): ReadonlySet<string> {
  return new Set(
    indexesOf(model)
      .flat()
      .filter((column) => column !== 'id'),
  );
}

/** The value of a field as text, as SQL: truth in words, a number in its shortest form, nothing where it is null or absent. */
export function fieldSql(column: string): string {
  return `(holdfast_json(data) ->> ${nameSql(column)})`;
}

/** The value of a field as JSON, as SQL. */
export function jsonSql(column: string): string {
  return `(holdfast_json(data) -> ${nameSql(column)})`;
}

/** Names come from the models; this refuses all that could not be one. */
function nameSql(column: string): string {
  return quoted(column).replaceAll('"', "'");
}

interface Present {
  readonly name: string;
}

/**
 * Makes the table of each model, in the transaction that runs on the line: the row as the very JSON text that
 * was given (hashes are of it, S31), columns computed from it, and an index of each group by which the server
 * looks. An older process that does not know a new column fills it all the same.
 */
export async function ensureModelTables(line: Line, models: readonly Model[]): Promise<void> {
  const columns = await presentNames(
    line,
    `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
      WHERE table_schema = current_schema()`,
  );
  const indexes = await presentNames(
    line,
    'SELECT indexname AS name FROM pg_indexes WHERE schemaname = current_schema()',
  );
  if (models.some((model) => lacksColumns(model, columns))) await line.ask({ sql: HOLD_ALL });
  for (const model of models) {
    for (const sql of missing(model, columns, indexes)) await line.ask({ sql });
  }
}

/** Whether a table that is there has to be written anew. */
function lacksColumns(model: Model, columns: ReadonlySet<string>): boolean {
  if (!columns.has(`${model.table}.id`)) return false;
  return [...keptColumns(model)].some((column) => !columns.has(`${model.table}.${column}`));
}

async function presentNames(line: Line, sql: string): Promise<ReadonlySet<string>> {
  const { rows } = await line.ask<Present>({ sql });
  return new Set(rows.map(({ name }) => name));
}

/** What is there already is not touched: even a statement that does nothing would wait for those who write. */
function* missing(
  model: Model,
  columns: ReadonlySet<string>,
  indexes: ReadonlySet<string>,
): Generator<string> {
  const { table } = model;
  if (!columns.has(`${table}.id`)) yield tableSql(table);
  for (const column of keptColumns(model)) {
    if (!columns.has(`${table}.${column}`)) yield columnSql(table, column);
  }
  const groups = new Map(indexesOf(model).map((group) => [`${table}_by_${group.join('_')}`, group]));
  for (const [name, group] of groups) {
    if (!indexes.has(name)) yield indexSql(table, name, group);
  }
}

function tableSql(table: string): string {
  return `CREATE TABLE ${quoted(table)} (
    id text COLLATE "C" PRIMARY KEY,
    row_version bigint NOT NULL,
    deleted integer NOT NULL DEFAULT 0,
    data text COLLATE "C" NOT NULL,
    row_hash bigint NOT NULL DEFAULT 0
  ) WITH (fillfactor = 90)`;
}

function columnSql(table: string, column: string): string {
  return `ALTER TABLE ${quoted(table)} ADD COLUMN ${quoted(column)} text COLLATE "C"
    GENERATED ALWAYS AS (${fieldSql(column)}) STORED`;
}

/** Each ends with the id, as rows are asked for in its order: so no other index is ever tempting. */
function indexSql(table: string, name: string, group: readonly string[]): string {
  const columns = group.includes('id') ? group : [...group, 'id'];
  return `CREATE INDEX ${quoted(name)} ON ${quoted(table)} (${columns.map(quoted).join(', ')})`;
}
