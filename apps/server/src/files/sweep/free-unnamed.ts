import { attachmentModel } from '@holdfast/shared/model/attachment.ts';
import { readStore } from '../../store/work.ts';
import { unlessHeld } from '../arrivals/places.ts';
import type { SweepOptions } from './sweep-options.ts';

/**
 * Frees the room of a content that no row names any more. Nobody can put it in its place meanwhile; where another
 * process is at it, it stays until the next look at all files.
 */
export async function freeUnnamed(options: SweepOptions, hash: string): Promise<void> {
  const { home, arrivals, room } = options;
  // Nearly all contents have a row: a lock for each of them would take longer than all else.
  if (await isNamed(options, hash)) return;
  const free = async (): Promise<void> => {
    const size = await home.size(hash);
    if (size === undefined || (await isNamed(options, hash))) return;
    await home.remove(hash);
    room.freed(size);
  };
  await unlessHeld(arrivals.places.run(hash, free));
}

async function isNamed({ store }: SweepOptions, hash: string): Promise<boolean> {
  const rows = await store.read(() => readStore((tx) => tx.rows(attachmentModel.table, { hash }, 1)));
  return rows.length > 0;
}
