import type { FindRow } from '@holdfast/shared/entity/define-mutation.ts';
import { type Said, said } from '@holdfast/shared/entity/said.ts';
import type { Json } from '@holdfast/shared/json.ts';
import { findMutation } from '@holdfast/shared/registry.ts';
import type { RefusedChange, WaitingChange } from '../api/state.ts';
import type { PendingMutation } from '../store/outbox.ts';
import type { RefusedMutation } from '../store/refused.ts';
import { readTextConflict } from './text-conflict.ts';

/** A waiting change, to be said to its author. */
export function describeWaiting(mutation: PendingMutation, find: FindRow): WaitingChange {
  const { id, name, at, state } = mutation;
  return { id, name, at, state, what: describe(mutation, find) };
}

/** A change that was not accepted, to be said to its author. `findBase` finds what the server said last. */
export function describeRefused(mutation: RefusedMutation, find: FindRow, findBase: FindRow): RefusedChange {
  const text = readTextConflict(mutation, findBase);
  const change = { ...mutation, what: describe(mutation, find) };
  return text === undefined ? change : { ...change, text };
}

/** What a change does, to be said in plain words. */
export function describe(mutation: { name: string; args: Json }, find: FindRow): Said {
  const definition = findMutation(mutation.name);
  // A change from another version of the app: it is sent all the same (S2).
  if (definition === undefined || !definition.args.safeParse(mutation.args).success)
    return said('unknown', { name: mutation.name });
  return definition.describe(mutation.args, find);
}

/** What several changes do that were made at once: what the first of them does, and how many more there are. */
export function describeAll(mutations: readonly { name: string; args: Json }[], find: FindRow): Said {
  const [first, ...more] = mutations;
  if (first === undefined) return said('none');
  const what = describe(first, find);
  return more.length === 0 ? what : said('several', { what, count: String(more.length) });
}
