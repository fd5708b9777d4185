/** Something in a list, told apart by its key. */
export interface Keyed {
  readonly key: string;
}

/** A list as it is shown, and how many of its groups are new or would stand elsewhere. */
export interface HeldGroups<Group> {
  readonly shown: readonly Group[];
  readonly waiting: number;
}

/**
 * Keeps groups where they stood when somebody began to point at the list, so that none jumps from under
 * the pointer: what they say is up to date, what is gone is gone, and what would come in between waits.
 */
export function holdGroups<Group extends Keyed>(
  order: readonly string[] | undefined,
  now: readonly Group[],
): HeldGroups<Group> {
  if (order === undefined) return { shown: now, waiting: 0 };
  const byKey = new Map(now.map((group) => [group.key, group]));
  const shown = order.flatMap((key) => byKey.get(key) ?? []);
  const rest = now.filter(({ key }) => shown.some((group) => group.key === key));
  const moved = rest.filter(
    (group, index) => group !== shown[index] && rest.indexOf(group) < shown.indexOf(group),
  );
  return { shown, waiting: now.length - shown.length + moved.length };
}
