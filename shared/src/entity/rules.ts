import { audienceOf } from '../audience.ts';
import type { Effect } from '../effect/operations.ts';
import { get } from '../effect/rows.ts';
import { may, type Permission, whoMay } from '../permissions.ts';
import { notAllowed, notFound } from '../protocol/errors.ts';
import type { Model, RowOf } from './define-model.ts';
import type { MutationContext } from './define-mutation.ts';

/** The row, if it is there and the actor may see it. */
export function* findVisible<M extends Model>(
  model: M,
  id: string,
  context: MutationContext,
): Effect<RowOf<M> | undefined> {
  const row = yield* get(model, id);
  if (row === undefined) return undefined;
  const audience = yield* audienceOf(context.findModel, model.table, row);
  return [...audience].some((scope) => context.scopes.has(scope)) ? row : undefined;
}

/**
 * The row, if it is there and the actor may see it. Otherwise NOT_FOUND in both cases, so that
 * nobody learns of a row that they may not see (S2).
 */
export function* getVisible<M extends Model>(
  model: M,
  id: string,
  context: MutationContext,
): Effect<RowOf<M>> {
  const row = yield* findVisible(model, id, context);
  if (row === undefined) throw notFound(model.label);
  return row;
}

/** Refuses unless the actor's role may do this. `what` ends the sentence "Not accepted: only the desk can …". */
export function requireMay(
  context: MutationContext,
  permission: Permission,
  what: string,
  isOwn = false,
): void {
  if (may(context.actor.role, permission, isOwn)) return;
  const allowed = whoMay(permission);
  throw notAllowed(`${allowed.charAt(0).toUpperCase()}${allowed.slice(1)} can ${what}.`);
}
