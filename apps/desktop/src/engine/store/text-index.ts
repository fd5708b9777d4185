import type { RowData } from '@holdfast/shared/effect/operations.ts';
import type { Model } from '@holdfast/shared/entity/define-model.ts';
import { allModels } from '@holdfast/shared/registry.ts';
import type { Sqlite } from './sqlite.ts';
import type { Statements } from './statements.ts';

/** Base or overlay: each has its own index, since a row of the overlay hides one of the base (S26). */
export type Side = 'base' | 'overlay';

const sides: readonly Side[] = ['base', 'overlay'];

function textTable(model: Model, side: Side): string {
  return `${model.table}_${side}_text`;
}

/**
 * Makes the full text beside a model's table. It holds which rows a word is in and nothing more,
 * because searches ask for nothing more; one of another shape is made anew (S24). It is written by
 * the functions below, in the transaction of the rows, and not by triggers: a trigger's savepoint
 * makes SQLite write out each row's words alone, which costs three times as much.
 */
export function ensureText(database: Sqlite, model: Model, side: Side): void {
  if (model.searchable.length === 0) return;
  const text = textTable(model, side);
  const names = model.searchable.map((column) => `"${column}"`).join(', ');
  const shape = `CREATE VIRTUAL TABLE "${text}" USING fts5 (${names}, content='${model.table}_${side}', content_rowid='rid', tokenize='unicode61 remove_diacritics 2', detail='none', columnsize=0)`;
  const known = database
    .prepare<[string], { sql: string }>('SELECT sql FROM sqlite_schema WHERE name = ?')
    .get(text);
  if (known?.sql === shape) return;
  if (known !== undefined) dropIndex(database, text);
  database.exec(shape);
  if (known !== undefined) database.exec(`INSERT INTO "${text}" ("${text}") VALUES ('rebuild')`);
}

/** Earlier versions kept it by triggers. */
function dropIndex(database: Sqlite, text: string): void {
  for (const trigger of ['add', 'drop', 'change'])
    database.exec(`DROP TRIGGER IF EXISTS "${text}_${trigger}"`);
  database.exec(`DROP TABLE "${text}"`);
}

/** Takes up the words of a new row, whose place in its table is `rid`. */
export function addText(statements: Statements, model: Model, side: Side, rid: number, row: RowData): void {
  if (model.searchable.length > 0) statements.run(sqlOf(model, side).add, rid, ...textOf(model, row));
}

/** Takes out the words of a row; `row` is what it held. */
export function dropText(statements: Statements, model: Model, side: Side, rid: number, row: RowData): void {
  if (model.searchable.length > 0) statements.run(sqlOf(model, side).drop, rid, ...textOf(model, row));
}

/** Replaces the words of a row where they differ. */
export function changeText(
  statements: Statements,
  model: Model,
  side: Side,
  rid: number,
  before: RowData,
  after: RowData,
): void {
  if (model.searchable.every((field) => (before[field] ?? null) === (after[field] ?? null))) return;
  dropText(statements, model, side, rid, before);
  addText(statements, model, side, rid, after);
}

/** Forgets all words of a side, whose rows have all gone. */
export function clearText(statements: Statements, model: Model, side: Side): void {
  const text = textTable(model, side);
  if (model.searchable.length > 0) statements.run(`INSERT INTO "${text}" ("${text}") VALUES ('delete-all')`);
}

/**
 * Takes the words of rows that are no longer there off the disk (S23). A row that goes leaves its
 * words behind as deleted until the parts of the index are merged, which this does. FTS5 can erase
 * them with each change instead (`secure-delete`), at fifty times the cost of every change.
 */
export function sweepText(statements: Statements): void {
  for (const model of allModels) {
    if (model.searchable.length === 0) continue;
    for (const text of sides.map((side) => textTable(model, side)))
      statements.run(`INSERT INTO "${text}" ("${text}") VALUES ('optimize')`);
  }
}

function textOf(model: Model, row: RowData): (string | number | null)[] {
  return model.searchable.map((field) => {
    const value = row[field] ?? null;
    return typeof value === 'string' || typeof value === 'number' ? value : null;
  });
}

interface TextSql {
  readonly add: string;
  readonly drop: string;
}

const made = new Map<string, TextSql>();

function sqlOf(model: Model, side: Side): TextSql {
  const text = textTable(model, side);
  const sql = made.get(text) ?? makeSql(model, text);
  made.set(text, sql);
  return sql;
}

function makeSql(model: Model, text: string): TextSql {
  const names = model.searchable.map((column) => `"${column}"`).join(', ');
  const marks = model.searchable.map(() => '?').join(', ');
  return {
    add: `INSERT INTO "${text}" (rowid, ${names}) VALUES (?, ${marks})`,
    drop: `INSERT INTO "${text}" ("${text}", rowid, ${names}) VALUES ('delete', ?, ${marks})`,
  };
}
