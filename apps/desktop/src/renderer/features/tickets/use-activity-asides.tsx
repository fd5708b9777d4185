import { type Activity, activityModel } from '@holdfast/shared/model/activity.ts';
import { useMemo } from 'react';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import type { ThreadAside } from '../../threads/thread-aside.ts';
import { type ActivityEntry, activityEntries, takenAt } from './activity-entries.ts';
import { ActivityItem } from './activity-item.tsx';

/** Of long stories the latest part. */
const MOST = 2_000;

/** What was done about a ticket, to stand among its comments; what one person did in one go is told as one. */
export function useActivityAsides(ticketId: string): readonly ThreadAside[] {
  const activities = useLiveQuery(activityModel, {
    where: { subjectId: ticketId },
    order: [{ column: 'at', direction: 'descending' }],
    offset: 0,
    limit: MOST,
  });
  return useMemo(() => activityAsides(activities?.rows.map(({ row }) => row) ?? []), [activities]);
}

function activityAsides(activities: readonly Activity[]): readonly ThreadAside[] {
  const byKey = new Map(activities.map((activity) => [activity.id, activity]));
  const fold = (run: readonly ThreadAside[]) =>
    activityEntries(run.flatMap(({ key }) => byKey.get(key) ?? [])).map(asideOf);
  return activities.map((activity) => ({
    ...asideOf({ key: activity.id, at: activity.at, activities: [activity] }),
    fold,
  }));
}

function asideOf(entry: ActivityEntry): ThreadAside {
  return { key: entry.key, at: takenAt({ id: entry.key }), node: <ActivityItem {...entry} /> };
}
