import type { Model } from '@holdfast/shared/entity/define-model.ts';
import { hashText } from '@holdfast/shared/hash.ts';
import { readMeta, writeMeta } from './meta.ts';
import { ensureModelTables } from './model-tables.ts';
import type { Sqlite } from './sqlite.ts';
import { Statements } from './statements.ts';

/** Raise it when model-tables.ts or text-index.ts makes something else of the same models. */
const WAY_OF_MAKING = '2';

/**
 * Makes what is missing of the models' tables, unless the file says that they were made of the same
 * models and they are still what they were then: looking through each of them takes most of a start.
 */
export function bringToShape(database: Sqlite, models: readonly Model[]): void {
  const statements = new Statements(database);
  if (readMeta(statements, 'shape') === shapeOf(database, models)) return;
  ensureModelTables(database, models);
  writeMeta(statements, 'shape', shapeOf(database, models));
}

/** What the models ask for, how this version makes it, and what the file has: another version may have been here. */
function shapeOf(database: Sqlite, models: readonly Model[]): string {
  const made = database
    .prepare<[], { sql: string }>('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name')
    .all();
  const asked = models.map(({ table, columns, indexes, lookups, ranks, searchable, parentColumn }) =>
    JSON.stringify([table, columns, indexes, lookups, ranks, searchable, parentColumn]),
  );
  const texts = [WAY_OF_MAKING, ...asked, ...made.map(({ sql }) => sql)];
  return String(hashText(texts.join('\n')));
}
