import { allModels } from '@holdfast/shared/registry.ts';
import { purgeAllSeen, purgeSeen } from '../mutate/purge-seen.ts';
import { clearBase, deleteBase } from '../store/base-rows.ts';
import { deleteEntriesOf, findOnlyIn, findOrphans, type NamedRow } from '../store/entries.ts';
import { writeMeta } from '../store/meta.ts';
import { removeScope, type ScopeState } from '../store/scope-state.ts';
import type { Statements } from '../store/statements.ts';
import { resetProgress } from './progress.ts';

/** Forgets a scope that the person lost, with the rows that no other scope names (S11, S23). */
export function purgeScope(statements: Statements, scope: ScopeState): void {
  deleteSteps(statements, (after) => findOnlyIn(statements, scope, after));
  deleteEntriesOf(statements, scope);
  removeScope(statements, scope.scope);
}

/** Deletes the rows that no held scope names any more (S12). Gives them, or nothing where they are too many to name. */
export function deleteOrphans(statements: Statements): readonly NamedRow[] | undefined {
  return deleteSteps(statements, (after) => findOrphans(statements, after));
}

/**
 * The account was disabled (S7): forgets everything that the server said. What the person typed and
 * never sent stays for them to copy.
 */
export function purgeEverything(statements: Statements): void {
  purgeAllSeen(statements);
  for (const model of allModels) clearBase(statements, model);
  for (const table of ['raw_row', 'entry', 'scope']) statements.run(`DELETE FROM ${table}`);
  resetProgress(statements);
  writeMeta(statements, 'disabled', '1');
}

/** Rows are found and deleted by the thousand, so that no more than that is in memory; with each goes what own changes had seen of it (S23). */
function deleteSteps(
  statements: Statements,
  find: (after: NamedRow | undefined) => NamedRow[],
): readonly NamedRow[] | undefined {
  let steps = 0;
  let last: NamedRow[] = [];
  for (let step = find(undefined); step.length > 0; step = find(step.at(-1))) {
    purgeSeen(statements, step);
    for (const row of step) deleteBase(statements, row.table, row.id);
    steps += 1;
    last = step;
  }
  return steps > 1 ? undefined : last;
}
