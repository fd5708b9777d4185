import type { Activity } from '@holdfast/shared/model/activity.ts';

/** What one person did in one go. */
export interface ActivityEntry {
  readonly key: string;
  /** When the last of it was done. */
  readonly at: string;
  /** In the order in which the server took them, so that each begins where the one before it ended. */
  readonly activities: readonly Activity[];
}

/** Changes of one person this close together are told as one. */
const ONE_GO_MS = 30 * 60_000;

/** What was done, in the order in which the server took it, with one person's changes in a row folded. */
export function activityEntries(activities: readonly Activity[]): readonly ActivityEntry[] {
  const folded: ActivityEntry[] = [];
  const inOrder = activities.toSorted((left, right) => takenAt(left) - takenAt(right) || byId(left, right));
  for (const activity of inOrder) {
    const before = folded.at(-1);
    if (before !== undefined && isOneGo(before.activities.at(-1), activity)) {
      folded[folded.length - 1] = {
        ...before,
        at: activity.at,
        activities: [...before.activities, activity],
      };
    } else folded.push({ key: activity.id, at: activity.at, activities: [activity] });
  }
  return folded;
}

/**
 * When the server took it, in milliseconds since 1970, which its id says (RFC 9562). Changes that were
 * made offline would otherwise stand before the ones that they replaced.
 */
export function takenAt({ id }: Pick<Activity, 'id'>): number {
  return Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
}

function byId(left: Activity, right: Activity): number {
  return left.id < right.id ? -1 : 1;
}

function isOneGo(last: Activity | undefined, next: Activity): boolean {
  if (last === undefined || last.actorId !== next.actorId) return false;
  if (last.kind !== 'changed' || next.kind !== 'changed') return false;
  return Date.parse(next.at) - Date.parse(last.at) <= ONE_GO_MS;
}
