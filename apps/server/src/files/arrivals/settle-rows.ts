import type { Effect } from '@holdfast/shared/effect/operations.ts';
import { query, update } from '@holdfast/shared/effect/rows.ts';
import { type Attachment, attachmentModel, type FileRefusal } from '@holdfast/shared/model/attachment.ts';
import type { ReadWork, WriteWork } from '../../store/work.ts';
import { applyEffect } from '../../sync/apply-mutation.ts';
import type { Commit } from '../../sync/commit.ts';
import type { CommitQueue } from '../../sync/commit-queue.ts';
import { runReadingEffect } from '../../sync/run-effect.ts';
import { systemActor } from '../../sync/system-actor.ts';
import type { Found, PartNote } from '../home/byte-home.ts';

/** Rows that are changed in one transaction, so that nobody waits long for it. */
const STEP = 100;

/** What a person has shown to have, by sending all of it. */
export type Arrived = Pick<PartNote, 'authorId' | 'hash' | 'size'>;

/** What the server says of rows. */
type Saying = Partial<Pick<Attachment, 'storedAt' | 'kind' | 'width' | 'height' | 'refusal'>>;

/** Says of all rows by which somebody named this content that the server has it. Doing it twice does nothing more. */
export function storeRows(queue: CommitQueue, arrived: Arrived, found: Found): Promise<void> {
  return sayOfWaiting(queue, arrived, (at) => ({ storedAt: at, ...found }));
}

/** Says of all rows by which somebody named this content that it is not taken. */
export function refuseRows(queue: CommitQueue, arrived: Arrived, refusal: FileRefusal): Promise<void> {
  return sayOfWaiting(queue, arrived, () => ({ refusal }));
}

/** Says of one row that its bytes are not taken. */
export async function refuseRow(queue: CommitQueue, id: string, refusal: FileRefusal): Promise<void> {
  await queue.submit(1, function* (commit): WriteWork<void> {
    const row = yield* runReadingEffect(query(attachmentModel, { id }, 1));
    yield* sayOf(commit, row.filter(isWaiting), { refusal });
  });
}

async function sayOfWaiting(
  queue: CommitQueue,
  arrived: Arrived,
  say: (at: string) => Saying,
): Promise<void> {
  for (let changed = STEP; changed === STEP; ) {
    changed = await queue.submit(1, function* (commit): WriteWork<number> {
      const rows = (yield* waitingRows(arrived)).slice(0, STEP);
      yield* sayOf(commit, rows, say(commit.now));
      return rows.length;
    });
  }
}

function* waitingRows({ authorId, hash, size }: Arrived): ReadWork<readonly Attachment[]> {
  const rows = yield* runReadingEffect(query(attachmentModel, { hash, authorId, storedAt: null }));
  return rows.filter((row) => row.size === size && isWaiting(row));
}

function isWaiting({ storedAt, refusal }: Attachment): boolean {
  return storedAt === null && refusal === null;
}

function* sayOf(commit: Commit, rows: readonly Attachment[], saying: Saying): WriteWork<void> {
  // A change of nothing would take a version.
  if (rows.length > 0) yield* applyEffect(commit, systemActor, updateAll(rows, saying));
}

function* updateAll(rows: readonly Attachment[], saying: Saying): Effect<void> {
  for (const row of rows) yield* update(attachmentModel, row, saying);
}
