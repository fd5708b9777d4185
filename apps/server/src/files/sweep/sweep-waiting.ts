import { type Attachment, attachmentModel } from '@holdfast/shared/model/attachment.ts';
import type { Store } from '../../store/store.ts';
import { readStore } from '../../store/work.ts';
import { unlessHeld } from '../arrivals/places.ts';
import { storeRows } from '../arrivals/settle-rows.ts';
import type { SweepOptions } from './sweep-options.ts';

/** Rows that are read at once. */
const STEP = 500;

/**
 * Gives rows their bytes back that their author has sent once: after a restore of an older backup the rows come
 * again from people's devices, which may have let the bytes go, and here they still are.
 */
export async function sweepWaiting(options: SweepOptions): Promise<void> {
  for await (const row of waitingRows(options.store)) await giveBack(options, row);
}

async function giveBack({ home, queue, arrivals }: SweepOptions, row: Attachment): Promise<void> {
  const { hash, size, authorId } = row;
  // Most rows wait for bytes that have not come yet: nothing is locked for them.
  if ((await home.size(hash)) !== size) return;
  const sayStored = async (): Promise<void> => {
    const note = await home.contentNote(hash);
    if (!note?.owners.includes(authorId) || (await home.size(hash)) !== size) return;
    await storeRows(queue, { hash, size, authorId }, note.found);
  };
  await unlessHeld(arrivals.places.run(hash, sayStored));
}

async function* waitingRows(store: Store): AsyncGenerator<Attachment> {
  for (let last = ''; ; ) {
    const after = last;
    const rows = await store.read(() => readStore((tx) => tx.rowsAfter(attachmentModel.table, after, STEP)));
    for (const { deleted, data } of rows) {
      if (deleted || data.storedAt !== null || data.refusal !== null) continue;
      yield attachmentModel.schema.parse(data);
    }
    if (rows.length < STEP) return;
    last = rows.at(-1)?.id ?? after;
  }
}
