import type { RefusedChange } from '../../engine/api/state.ts';

/** Changes that were not accepted together: the first one, and in their order those that depended on it (S5). */
export interface RefusedGroup {
  readonly id: string;
  readonly first: RefusedChange;
  readonly dependents: readonly RefusedChange[];
}

/** The groups in the order of their first changes; within a group, the order in which they were made. */
export function groupRefused(refused: readonly RefusedChange[]): RefusedGroup[] {
  const groups = new Map<string, RefusedGroup>();
  for (const change of refused) {
    const group = groups.get(change.group);
    groups.set(
      change.group,
      group === undefined
        ? { id: change.group, first: change, dependents: [] }
        : { ...group, dependents: [...group.dependents, change] },
    );
  }
  return [...groups.values()];
}
