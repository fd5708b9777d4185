import { type Attachment, attachmentModel } from '@holdfast/shared/model/attachment.ts';
import { readStore } from '../../store/work.ts';
import { knownError } from '../../sync/busy.ts';
import { unlessHeld } from '../arrivals/places.ts';
import { UploadHeld } from '../arrivals/upload-held.ts';
import type { SweepOptions } from './sweep-options.ts';

const DAY_MS = 86_400_000;

/** Settles uploads that are whole, and forgets those that nobody goes on with or that nothing needs any more. */
export async function sweepParts(options: SweepOptions, now: number): Promise<void> {
  const { home, arrivals } = options;
  for await (const id of home.parts()) {
    // What another process has in hand is in good hands.
    await unlessHeld(arrivals.withUpload(id, () => sweepPart(options, id, now)));
  }
}

async function sweepPart(options: SweepOptions, id: string, now: number): Promise<void> {
  const { home, arrivals, settings } = options;
  const { note, changedAt } = await home.part(id);
  const isOld = changedAt < now - settings.uploadDays * DAY_MS;
  // A part without a note was cut short as it began, and begins anew.
  if (note === undefined || isOld || !(await isAwaited(options, id))) await arrivals.forget(id);
  else await trySettle(options, id);
}

/** Whether the row still waits for its bytes. One that was taken away can be put back. */
async function isAwaited({ store }: SweepOptions, id: string): Promise<boolean> {
  const stored = await store.read(() => readStore((tx) => tx.row(attachmentModel.table, id)));
  if (stored === undefined || stored.deleted) return false;
  const row: Attachment = attachmentModel.schema.parse(stored.data);
  return row.storedAt === null && row.refusal === null;
}

/** That bytes are refused was said already; anything else is tried again the next time. */
async function trySettle({ arrivals, log }: SweepOptions, id: string): Promise<void> {
  try {
    await arrivals.settle(id);
  } catch (error) {
    if (error instanceof UploadHeld) throw error;
    const code = knownError(error)?.code;
    if (code === undefined || code === 'SERVER_BUSY') {
      log.error({ err: error, attachment: id }, 'an upload was not settled');
    }
  }
}
