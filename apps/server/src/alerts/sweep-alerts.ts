import type { Effect } from '@holdfast/shared/effect/operations.ts';
import { query, remove } from '@holdfast/shared/effect/rows.ts';
import { activityModel } from '@holdfast/shared/model/activity.ts';
import { alertModel } from '@holdfast/shared/model/alert.ts';
import { notificationModel } from '@holdfast/shared/model/notification.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import { readStore, type WriteWork } from '../store/work.ts';
import { applyEffect } from '../sync/apply-mutation.ts';
import type { Commit } from '../sync/commit.ts';
import type { CommitQueue } from '../sync/commit-queue.ts';
import { systemActor } from '../sync/system-actor.ts';

const DAY_MS = 86_400_000;

/** Removed in one transaction, so that nobody waits long for it. */
const STEP = 100;

/** Removes alerts that were resolved so many days before `now` (milliseconds since 1970), with what hangs on them. */
export async function sweepAlerts(queue: CommitQueue, now: number, days: number): Promise<void> {
  const below = formatTime(now - days * DAY_MS);
  for (let removed = STEP; removed === STEP; ) {
    removed = await queue.submit(1, (commit) => removeSome(commit, below));
  }
}

function* removeSome(commit: Commit, below: string): WriteWork<number> {
  const range = { column: 'resolvedAt', from: '', below };
  const rows = yield* readStore((tx) => tx.rowsInRange(alertModel.table, range, STEP));
  if (rows.length > 0) yield* applyEffect(commit, systemActor, removeAll(rows.map(({ id }) => id)));
  return rows.length;
}

/** All are read before any is removed: a query that finds changes of its own table looks through all of them. */
function* removeAll(ids: readonly string[]): Effect<void> {
  const below: (readonly [typeof activityModel | typeof notificationModel, string])[] = [];
  for (const subjectId of ids) {
    for (const { id } of yield* query(activityModel, { subjectId })) below.push([activityModel, id]);
    for (const { id } of yield* query(notificationModel, { subjectId })) below.push([notificationModel, id]);
  }
  for (const [model, id] of below) yield* remove(model, id);
  for (const id of ids) yield* remove(alertModel, id);
}
