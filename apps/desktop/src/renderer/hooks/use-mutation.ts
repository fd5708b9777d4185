import { useCallback } from 'react';
import {
  type MutationArgs,
  type MutationName,
  mutateAll as mutateAllAtOnce,
  mutate as mutateOnce,
  type NewChange,
} from '../state/mutate.ts';
import { useSave } from './use-save.ts';

/** Says whether the change was taken. Then it is on this device's disk, and its rows show it by themselves. */
export type Mutate = <Name extends MutationName>(name: Name, args: MutationArgs<Name>) => Promise<boolean>;

/** The same of several changes, all or none of them and in one step of undo. */
export type MutateAll = (changes: readonly NewChange[]) => Promise<boolean>;

/**
 * Makes changes. `problem` is why the last one was not taken, in plain words to be shown in place; what
 * the server does not accept later is another thing and stands in `useChanges`.
 */
export function useMutation(): {
  readonly problem: string | undefined;
  readonly mutate: Mutate;
  readonly mutateAll: MutateAll;
} {
  const { problem, save } = useSave();
  const mutate: Mutate = useCallback((name, args) => save(() => mutateOnce(name, args)), [save]);
  const mutateAll: MutateAll = useCallback((changes) => save(() => mutateAllAtOnce(changes)), [save]);
  return { problem, mutate, mutateAll };
}
