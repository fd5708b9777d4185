import { runEffect } from '@holdfast/shared/effect/operations.ts';
import { get } from '@holdfast/shared/effect/rows.ts';
import type { Json } from '@holdfast/shared/json.ts';
import { userModel } from '@holdfast/shared/model/user.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { findModel, findMutation } from '@holdfast/shared/registry.ts';
import type { Statements } from '../store/statements.ts';
import { OverlayRun, type Touch } from './overlay-run.ts';

export interface RunResult {
  readonly touched: readonly Touch[];
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
 * version does not know does nothing here and is sent all the same.
 */
export function runMutation(
  statements: Statements,
  actor: Actor,
  mutation: { name: string; args: Json; at: string },
): RunResult {
  const definition = findMutation(mutation.name);
  if (definition === undefined) return { touched: [], failure: undefined };
  const run = new OverlayRun(statements);
  try {
    const person = runEffect(get(userModel, actor.userId), run.perform);
    if (person === undefined)
      throw new HoldfastError('NOT_FOUND', 'Your own entry has not arrived yet. Try again in a moment.');
    const context = { actor: person, scopes: actor.scopes, at: mutation.at, findModel };
    runEffect(definition.effect(mutation.args, context), run.perform);
    run.commit();
    return { touched: run.touched(), failure: undefined };
  } catch (failure) {
    return { touched: run.touched(), failure };
  }
}
