import { seenAfter } from '@holdfast/shared/effect/seen-values.ts';
import type { NewMutation, RowFieldChanges } from '@holdfast/shared/entity/define-mutation.ts';
import type { Json } from '@holdfast/shared/json.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { readChanges } from '../store/field-changes.ts';
import type { RefusedMutation } from '../store/refused.ts';

export interface Retrying {
  /** Makes a change, and gives its id. Throws a HoldfastError where it cannot be made. */
  write(mutation: NewMutation): string;
  /** A change of the group was made again. */
  done(id: string): void;
}

/**
 * Makes the changes of a group again, in their order (S5). A later one was written on top of an earlier one, so it has seen the values of that one
 * again (S27). Gives the id of the first new change. Throws the first reason if none could be made.
 */
export function retryGroup(group: readonly RefusedMutation[], { write, done }: Retrying): string {
  const again: RowFieldChanges[] = [];
  const made: string[] = [];
  const problems: HoldfastError[] = [];
  for (const { id, name, args } of group) {
    try {
      const onTop = onTopOf(again, name, args);
      made.push(write({ name, args: onTop }));
      done(id);
      const changes = readChanges({ name, args: onTop });
      if (changes !== undefined) again.push(changes);
    } catch (error) {
      if (!(error instanceof HoldfastError)) throw error;
      problems.push(error);
    }
  }
  const first = made[0];
  if (first !== undefined) return first;
  throw problems[0] ?? new HoldfastError('NOT_FOUND', 'This change is not in the list any more.');
}

function onTopOf(earlier: readonly RowFieldChanges[], name: string, args: Json): Json {
  let result = args;
  for (const before of earlier) {
    const changes = readChanges({ name, args: result });
    if (changes !== undefined) result = seenAfter(result, changes, before) ?? result;
  }
  return result;
}
