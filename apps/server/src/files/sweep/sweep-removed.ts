import type { Effect } from '@holdfast/shared/effect/operations.ts';
import { remove } from '@holdfast/shared/effect/rows.ts';
import { type Attachment, attachmentModel } from '@holdfast/shared/model/attachment.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import { readStore, type WriteWork } from '../../store/work.ts';
import { applyEffect } from '../../sync/apply-mutation.ts';
import type { Commit } from '../../sync/commit.ts';
import { systemActor } from '../../sync/system-actor.ts';
import { freeUnnamed } from './free-unnamed.ts';
import type { SweepOptions } from './sweep-options.ts';

const DAY_MS = 86_400_000;

/** Removed in one transaction, so that nobody waits long for it. */
const STEP = 100;

/**
 * Deletes the rows of files that were taken away so long ago that nobody puts them back, and with the last row
 * that names a content its bytes. Rows go first: where it is cut short, bytes stay that nothing names.
 */
export async function sweepRemoved(options: SweepOptions, now: number): Promise<void> {
  const below = formatTime(now - options.settings.keepDays * DAY_MS);
  for (let removed = STEP; removed === STEP; ) {
    const rows = await options.queue.submit(1, (commit) => removeSome(commit, below));
    for (const hash of new Set(rows.map((row) => row.hash))) await freeUnnamed(options, hash);
    removed = rows.length;
  }
}

/** Deletes some of the rows of files that were taken away before a moment, and gives them. */
export function* removeSome(commit: Commit, below: string): WriteWork<readonly Attachment[]> {
  const range = { column: 'removedAt', from: '', below };
  const stored = yield* readStore((tx) => tx.rowsInRange(attachmentModel.table, range, STEP));
  const rows = stored.map(({ data }) => attachmentModel.schema.parse(data));
  if (rows.length > 0) yield* applyEffect(commit, systemActor, removeAll(rows));
  return rows;
}

function* removeAll(rows: readonly Attachment[]): Effect<void> {
  for (const { id } of rows) yield* remove(attachmentModel, id);
}
