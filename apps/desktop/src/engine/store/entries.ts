import type { Entry } from '@holdfast/shared/protocol/stream.ts';
import type { Names } from './names.ts';
import type { ScopeState } from './scope-state.ts';
import type { Statements } from './statements.ts';

/** A row by its table's name and its id. */
export interface NamedRow {
  readonly table: string;
  readonly id: string;
}

/** Rows looked at in one step where many may go, so that no more than a page is ever in memory. */
const STEP = 1_000;

/**
 * Keeps the newest entry of a row in a scope; one of an older generation is stamped with the
 * current one. Says whether anything was written (S12, S16).
 */
export function writeEntry(statements: Statements, names: Names, scope: ScopeState, entry: Entry): boolean {
  const changed = statements.run(
    `INSERT INTO entry (tbl, id, scope, version, gone, generation) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (tbl, id, scope) DO UPDATE
       SET version = excluded.version, gone = excluded.gone, generation = excluded.generation
     WHERE excluded.version > version OR (excluded.version = version AND excluded.generation > generation)`,
    names.numberOf(entry.table),
    entry.id,
    scope.number,
    entry.version,
    entry.gone === true ? 1 : 0,
    scope.generation,
  );
  return changed > 0;
}

/** Whether a held scope names the row. */
export function isLive(statements: Statements, names: Names, table: string, id: string): boolean {
  const number = names.numberOf(table);
  return (
    statements.get('SELECT 1 FROM entry WHERE tbl = ? AND id = ? AND gone = 0 LIMIT 1', number, id) !==
    undefined
  );
}

/**
 * Marks as gone what the snapshots that have ended did not name again: entries of an older
 * generation that are not newer than what their scope was read to (S16).
 */
export function markUnnamed(statements: Statements): void {
  statements.run(
    `UPDATE entry SET gone = 1 WHERE gone = 0 AND EXISTS (
       SELECT 1 FROM scope AS s WHERE s.number = entry.scope AND s.generation > entry.generation
         AND s.version >= entry.version AND s.wanted = 0 AND s.top IS NULL AND s.tbl IS NULL)`,
  );
}

/** Rows that a gone mark names and no live entry, a step of them after the last: to be deleted in a pull's last page (S12). */
export function findOrphans(statements: Statements, after: NamedRow | undefined): NamedRow[] {
  return statements.all<NamedRow>(
    `SELECT DISTINCT n.name AS "table", g.id FROM entry AS g JOIN name AS n ON n.number = g.tbl
     WHERE g.gone = 1 AND (g.tbl, g.id) > (ifnull((SELECT number FROM name WHERE name = ?), 0), ?)
       AND NOT EXISTS (SELECT 1 FROM entry AS l WHERE l.tbl = g.tbl AND l.id = g.id AND l.gone = 0)
     ORDER BY g.tbl, g.id LIMIT ${STEP}`,
    after?.table ?? '',
    after?.id ?? '',
  );
}

/** Gone marks behind the cursor of a scope that is read to its end have done their work; in a snapshot under way they have not. */
export function dropSpentGoneMarks(statements: Statements): void {
  statements.run(
    `DELETE FROM entry WHERE gone = 1 AND version <= (
       SELECT s.version FROM scope AS s WHERE s.number = entry.scope
         AND s.wanted = 0 AND s.top IS NULL AND s.tbl IS NULL)`,
  );
}

/** Rows that a scope names, or a gone mark in it, and no other scope: a step of them after the last (S11). */
export function findOnlyIn(
  statements: Statements,
  scope: ScopeState,
  after: NamedRow | undefined,
): NamedRow[] {
  return statements.all<NamedRow>(
    `SELECT n.name AS "table", e.id FROM entry AS e JOIN name AS n ON n.number = e.tbl
     WHERE e.scope = ? AND (e.tbl, e.id) > (ifnull((SELECT number FROM name WHERE name = ?), 0), ?)
       AND NOT EXISTS (SELECT 1 FROM entry AS o
         WHERE o.tbl = e.tbl AND o.id = e.id AND o.gone = 0 AND o.scope <> e.scope)
     ORDER BY e.tbl, e.id LIMIT ${STEP}`,
    scope.number,
    after?.table ?? '',
    after?.id ?? '',
  );
}

export function deleteEntriesOf(statements: Statements, scope: ScopeState): void {
  statements.run('DELETE FROM entry WHERE scope = ?', scope.number);
}

/** Has any content and any entry replace what is known of a scope's rows, whatever their versions (S19, S31). */
export function distrustScope(statements: Statements, scope: ScopeState, tables: readonly string[]): void {
  for (const table of tables) {
    statements.run(
      `UPDATE "${table}_base" SET row_version = 0 WHERE id IN (
         SELECT e.id FROM entry AS e JOIN name AS n ON n.number = e.tbl WHERE n.name = ? AND e.scope = ?)`,
      table,
      scope.number,
    );
  }
  statements.run(
    `UPDATE raw_row SET row_version = 0 WHERE EXISTS (
       SELECT 1 FROM entry AS e JOIN name AS n ON n.number = e.tbl
       WHERE n.name = raw_row.tbl AND e.id = raw_row.id AND e.scope = ?)`,
    scope.number,
  );
  statements.run('UPDATE entry SET version = 0 WHERE scope = ?', scope.number);
}

/** The same for everything: the server's data have another life (S19). */
export function distrustEverything(statements: Statements, tables: readonly string[]): void {
  for (const table of tables) statements.run(`UPDATE "${table}_base" SET row_version = 0`);
  statements.run('UPDATE raw_row SET row_version = 0');
  statements.run('UPDATE entry SET version = 0');
}

/**
 * Every scope was read to its end since rows were distrusted: those that none of them brought again are
 * as another scope, which was not distrusted, says. They get the version of its entry, so that nothing older
 * replaces them.
 */
export function trustRead(statements: Statements, tables: readonly string[]): void {
  const newest = (table: string, id: string) =>
    `(SELECT max(e.version) FROM entry AS e JOIN name AS n ON n.number = e.tbl
      WHERE n.name = ${table} AND e.id = ${id} AND e.gone = 0)`;
  for (const table of tables) {
    const sql = `UPDATE "${table}_base" SET row_version = ifnull(${newest('?', `"${table}_base".id`)}, 0) WHERE row_version = 0`;
    statements.run(sql, table);
  }
  statements.run(
    `UPDATE raw_row SET row_version = ifnull(${newest('raw_row.tbl', 'raw_row.id')}, 0) WHERE row_version = 0`,
  );
}
