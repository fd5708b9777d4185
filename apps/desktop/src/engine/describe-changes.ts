import type { FindRow } from '@holdfast/shared/entity/define-mutation.ts';
import { findMutation } from '@holdfast/shared/registry.ts';
import type { RefusedChange, WaitingChange } from './api/state.ts';
import type { PendingMutation, RefusedMutation } from './store/outbox.ts';

/** A waiting change in words for its author. */
export function describeWaiting(mutation: PendingMutation, find: FindRow): WaitingChange {
  const { id, name, at, state } = mutation;
  return { id, name, at, state, what: describe(mutation, find) };
}

/** A change that was not accepted, in words for its author. */
export function describeRefused(mutation: RefusedMutation, find: FindRow): RefusedChange {
  const { id, name, at, error, args } = mutation;
  return { id, name, at, error, args, what: describe(mutation, find) };
}

function describe(mutation: { name: string; args: unknown }, find: FindRow): string {
  const definition = findMutation(mutation.name);
  // A change from another version of the app: it is sent all the same (S2).
  if (definition === undefined || !definition.args.safeParse(mutation.args).success) return mutation.name;
  return definition.describe(mutation.args, find);
}
