import type { Effect } from '@holdfast/shared/effect/operations.ts';
import { remove } from '@holdfast/shared/effect/rows.ts';
import { notificationModel } from '@holdfast/shared/model/notification.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import { readStore, type WriteWork } from '../store/work.ts';
import { applyEffect } from '../sync/apply-mutation.ts';
import type { Commit } from '../sync/commit.ts';
import type { CommitQueue } from '../sync/commit-queue.ts';
import { systemActor } from '../sync/system-actor.ts';

const DAY_MS = 86_400_000;

/** Removed in one transaction, so that nobody waits long for it. */
const STEP = 200;

/**
 * Removes notifications that were read or done with so many days before `now` (milliseconds since 1970),
 * from all devices too. What nobody has looked at stays.
 */
export async function sweepNotifications(queue: CommitQueue, now: number, days: number): Promise<void> {
  const before = formatTime(now - days * DAY_MS);
  for (const column of ['readAt', 'doneAt']) {
    for (let removed = STEP; removed === STEP; ) {
      removed = await queue.submit(1, (commit) => removeSome(commit, column, before));
    }
  }
}

function* removeSome(commit: Commit, column: string, below: string): WriteWork<number> {
  const range = { column, from: '', below };
  const rows = yield* readStore((tx) => tx.rowsInRange(notificationModel.table, range, STEP));
  if (rows.length > 0) yield* applyEffect(commit, systemActor, removeAll(rows.map(({ id }) => id)));
  return rows.length;
}

function* removeAll(ids: readonly string[]): Effect<void> {
  for (const id of ids) yield* remove(notificationModel, id);
}
