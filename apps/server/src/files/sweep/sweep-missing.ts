import type { Effect } from '@holdfast/shared/effect/operations.ts';
import { query, update } from '@holdfast/shared/effect/rows.ts';
import { type Attachment, attachmentModel } from '@holdfast/shared/model/attachment.ts';
import type { WriteWork } from '../../store/work.ts';
import { applyEffect } from '../../sync/apply-mutation.ts';
import type { Commit } from '../../sync/commit.ts';
import { runReadingEffect } from '../../sync/run-effect.ts';
import { systemActor } from '../../sync/system-actor.ts';
import { unlessHeld } from '../arrivals/places.ts';
import { type StoredContent, storedContents } from '../stored-contents.ts';
import type { SweepOptions } from './sweep-options.ts';

/** Where more than so many files are missing, and more than one of ten, a disk is, and not files. */
const MOST_MISSING = 20;
const MOST_SHARE = 0.1;

/** Rows that are changed in one transaction, so that nobody waits long for it. */
const STEP = 100;

/**
 * Takes back what rows say of bytes that are not here any more: then everybody sees that they are missing, and
 * the device of their author, which has kept them, sends them again.
 */
export async function sweepMissing(options: SweepOptions): Promise<void> {
  const { missing, all } = await findMissing(options);
  if (missing.length > Math.max(MOST_MISSING, all * MOST_SHARE)) {
    const counts = { missing: missing.length, all };
    options.log.error(counts, 'so many files are missing that nothing was done: is their disk there?');
    return;
  }
  for (const content of missing) await takeBack(options, content);
}

async function findMissing({ store, home }: SweepOptions) {
  const missing: StoredContent[] = [];
  let all = 0;
  for await (const content of storedContents(store)) {
    all += 1;
    if ((await home.size(content.hash)) !== content.size) missing.push(content);
  }
  return { missing, all };
}

async function takeBack(options: SweepOptions, { hash, size }: StoredContent): Promise<void> {
  const { home, queue, arrivals, log } = options;
  const takeRowsBack = async (): Promise<void> => {
    if ((await home.size(hash)) === size) return;
    await home.remove(hash);
    let rows = 0;
    for (let changed = STEP; changed === STEP; rows += changed) {
      changed = await queue.submit(1, (commit) => takeBackSome(commit, hash));
    }
    log.error({ hash, rows }, 'the bytes of a file are gone: its author’s device is asked for them');
  };
  await unlessHeld(arrivals.places.run(hash, takeRowsBack));
}

function* takeBackSome(commit: Commit, hash: string): WriteWork<number> {
  const rows = yield* runReadingEffect(query(attachmentModel, { hash }));
  const stored = rows.filter(({ storedAt }) => storedAt !== null).slice(0, STEP);
  if (stored.length > 0) yield* applyEffect(commit, systemActor, takeBackAll(stored));
  return stored.length;
}

function* takeBackAll(rows: readonly Attachment[]): Effect<void> {
  for (const row of rows) yield* update(attachmentModel, row, { storedAt: null });
}
