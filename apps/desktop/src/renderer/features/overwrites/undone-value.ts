import type { Json } from '@holdfast/shared/json.ts';
import type { Activity } from '@holdfast/shared/model/activity.ts';

/**
 * The value that an undo wanted to bring back and did not: what the field held before this person's
 * last change of it that came before somebody else's, `theirs` (S30). `activities` in any order.
 * Nothing where that change is too long ago to be known.
 */
export function undoneValue(
  activities: readonly Activity[],
  theirs: Activity,
  field: string,
  userId: string,
): { value: Json } | undefined {
  const own = activities
    // Ids of activities rise in the order in which the server wrote them (RFC 9562).
    .filter(({ id, actorId }) => actorId === userId && id < theirs.id)
    .sort((left, right) => (left.id < right.id ? 1 : -1));
  const change = own.flatMap(({ changes }) => changes).find((candidate) => candidate.field === field);
  return change && { value: change.from };
}
