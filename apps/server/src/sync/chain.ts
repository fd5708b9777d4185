import { seenBefore } from '@holdfast/shared/effect/seen-values.ts';
import type { RowFieldChanges } from '@holdfast/shared/entity/define-mutation.ts';
import type { Json } from '@holdfast/shared/json.ts';
import type { WireMutation } from '@holdfast/shared/protocol/mutation.ts';
import { findMutation } from '@holdfast/shared/registry.ts';
import { ZodError } from 'zod';
import { readStore, type WriteWork } from '../store/work.ts';
import type { Change } from './apply-mutation.ts';

/**
 * The mutation with the values that its author had seen of others' work: where such a value was of
 * an own earlier change that was refused, what that one's author had seen counts, along the chain (S27).
 */
export function* resolveChain(mutation: WireMutation, userId: string): WriteWork<Change> {
  const { name, at } = mutation;
  let args: Json = mutation.args;
  for (const id of mutation.after ?? []) {
    const before = yield* readStore((tx) => tx.resultById(id));
    const changes = fieldChangesOf(name, args);
    if (before?.refused === undefined || before.userId !== userId || changes === undefined) continue;
    args = seenBefore(args, changes, before.refused) ?? args;
  }
  return { name, args, at };
}

/** The fields that a mutation changes; nothing where it is not a change of fields, or not well formed. */
export function fieldChangesOf(name: string, args: unknown): RowFieldChanges | undefined {
  try {
    return findMutation(name)?.changes?.(args);
  } catch (error) {
    // It is refused for that, with its reason, when it is executed.
    if (error instanceof ZodError) return undefined;
    throw error;
  }
}
