import { type Json, sameJson } from '@holdfast/shared/json.ts';
import type { PushedMutation } from '../world/pushed-mutation.ts';
import { asObject } from './as-object.ts';

/** What an author saw, if that is known, and what it shall be. */
export interface SeenChange {
  readonly was: Json | undefined;
  readonly now: Json;
}

/**
 * What an author really saw: where the value came from their own change before and that one was
 * refused, the value that it had seen counts, along the chain (S27).
 */
export function resolveWas(
  field: string,
  change: SeenChange,
  mutation: PushedMutation,
  executed: (id: string) => PushedMutation | undefined,
  isRefused: (id: string) => boolean,
): SeenChange {
  for (const id of mutation.after) {
    const before = executed(id);
    if (before === undefined || !isRefused(id)) continue;
    const earlier = asObject(asObject(before.args).changes)[field];
    if (earlier === undefined || change.was === undefined) continue;
    const { was, now = null } = asObject(earlier);
    if (!sameJson(now, change.was)) continue;
    const resolved = resolveWas(field, { was, now }, before, executed, isRefused);
    return { was: resolved.was, now: change.now };
  }
  return change;
}
