import { runEffect } from '@holdfast/shared/effect/operations.ts';
import { get } from '@holdfast/shared/effect/rows.ts';
import type { Json } from '@holdfast/shared/json.ts';
import { userModel } from '@holdfast/shared/model/user.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { findModel, findMutation } from '@holdfast/shared/registry.ts';
import { diskFaultOf } from '../store/disk-fault.ts';
import { readView } from '../store/overlay-rows.ts';
import type { Statements } from '../store/statements.ts';
import type { Touch } from '../store/touches.ts';
import { OverlayRun, type WrittenRow } from './overlay-run.ts';

export interface RunResult {
  readonly touched: readonly Touch[];
  readonly written: readonly WrittenRow[];
  /** Why it did not work here; nothing was written then. */
  readonly failure: unknown;
}

/** Whoever is signed in, and what they may see by the server's last word. */
export interface Actor {
  readonly userId: string;
  readonly scopes: ReadonlySet<string>;
}

/**
 * Runs a mutation on the overlay: the same code that the server will run (S2). A name that this
 * version does not know does nothing here and is sent all the same. That it read its author's own
 * row is not recorded: when that changes, everything runs again (rebase.ts).
 */
export function runMutation(
  statements: Statements,
  actor: Actor,
  mutation: { name: string; args: Json; at: string },
): RunResult {
  const definition = findMutation(mutation.name);
  if (definition === undefined) return { touched: [], written: [], failure: undefined };
  const run = new OverlayRun(statements);
  try {
    const person = runEffect(get(userModel, actor.userId), () => readView(statements, 'user', actor.userId));
    if (person === undefined)
      throw new HoldfastError('NOT_FOUND', 'Your own entry has not arrived yet. Try again in a moment.');
    const context = { actor: person, scopes: actor.scopes, at: mutation.at, findModel };
    runEffect(definition.effect(mutation.args, context), run.perform);
    return { touched: run.touched(), written: run.commit(), failure: undefined };
  } catch (failure) {
    // The disk, not the mutation: nothing of the transaction may stand.
    if (diskFaultOf(failure) !== undefined) throw failure;
    return { touched: run.readInVain(), written: [], failure };
  }
}
