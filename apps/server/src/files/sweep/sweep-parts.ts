import { type Attachment, attachmentModel } from '@holdfast/shared/model/attachment.ts';
import { readStore } from '../../store/work.ts';
import { knownError } from '../../sync/busy.ts';
import type { KnownPart } from '../home/byte-home.ts';
import type { SweepOptions } from './file-sweep.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Settles uploads that are whole, and forgets those that nobody goes on with or that nothing needs any more. */
export async function sweepParts(options: SweepOptions, now: number): Promise<void> {
  for await (const part of options.home.parts()) {
    await options.arrivals.uploads.run(part.id, () => sweepPart(options, part, now));
  }
}

async function sweepPart(options: SweepOptions, part: KnownPart, now: number): Promise<void> {
  const { arrivals, settings } = options;
  if (part.note === undefined) {
    // It may be about to begin.
    if (part.changedAt < now - HOUR_MS) await arrivals.forget(part.id);
    return;
  }
  const isOld = part.changedAt < now - settings.uploadDays * DAY_MS;
  if (isOld || !(await isAwaited(options, part.id))) return arrivals.forget(part.id);
  await trySettle(options, part.id);
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
    const code = knownError(error)?.code;
    if (code === undefined || code === 'SERVER_BUSY') {
      log.error({ err: error, attachment: id }, 'an upload was not settled');
    }
  }
}
