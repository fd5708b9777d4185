import { allModels } from '@holdfast/shared/registry.ts';
import { findPending, markDoubt, readOutboxSeqs } from '../store/outbox.ts';
import { clearOverlay, clearOverlayRow } from '../store/overlay-rows.ts';
import type { RowKey } from '../store/row-key.ts';
import type { Statements } from '../store/statements.ts';
import { forgetTouches, recordTouches } from '../store/touches.ts';
import { Reach } from './reach.ts';
import { type Actor, type RunResult, runMutation } from './run-mutation.ts';

/**
 * Makes the overlay what it must be after `changed` rows of the base changed and `settled`
 * mutations left the outbox (S21): every pending mutation that is reached from there runs again,
 * in order, on rows that were first put back to the base. Where one does something else than before
 * and so reaches more, all of them run once more. Gives the rows whose overlay may differ; `*` for
 * all of a table.
 */
export function rebase(
  statements: Statements,
  actor: Actor,
  changed: readonly RowKey[],
  settled: readonly number[],
): RowKey[] {
  const reach = new Reach(statements, changed, settled);
  for (const seq of settled) forgetTouches(statements, seq);
  while (!reach.has('user', actor.userId)) {
    if (!runReached(statements, actor, reach)) return [...reach.rows.values(), ...reach.asSeen.values()];
  }
  // Every mutation depends on who made it.
  rebuildOverlay(statements, actor);
  return allModels.map((model) => ({ table: model.table, id: '*' }));
}

/** Throws the overlay away and makes it anew from base and outbox, the only truth (S20, S21). */
export function rebuildOverlay(statements: Statements, actor: Actor): void {
  for (const model of allModels) clearOverlay(statements, model);
  statements.run('DELETE FROM touch');
  for (const seq of readOutboxSeqs(statements)) replay(statements, actor, seq);
}

/** Says whether more was reached on the way, so that all must run once more. */
function runReached(statements: Statements, actor: Actor, reach: Reach): boolean {
  const again = [...reach.mutations].sort((left, right) => left - right);
  for (const row of [...reach.rows.values(), ...reach.asSeen.values()])
    clearOverlayRow(statements, row.table, row.id);
  for (const seq of again) forgetTouches(statements, seq);
  let grew = false;
  for (const seq of again) {
    const { touched, written } = replay(statements, actor, seq);
    if (reach.extend(seq, touched, written)) grew = true;
  }
  return grew;
}

const nothingRun: RunResult = { touched: [], written: [], failure: undefined };

function replay(statements: Statements, actor: Actor, seq: number): RunResult {
  const mutation = findPending(statements, seq);
  if (mutation === undefined) return nothingRun;
  const result = runMutation(statements, actor, mutation);
  recordTouches(statements, seq, result.touched);
  const isDoubtful = result.failure !== undefined;
  if (isDoubtful !== (mutation.state === 'doubtful')) markDoubt(statements, seq, isDoubtful);
  return result;
}
