import { attachmentModel } from '@holdfast/shared/model/attachment.ts';
import { readStore } from '../../store/work.ts';
import { unlessHeld } from '../arrivals/places.ts';
import type { SweepOptions } from './sweep-options.ts';

/**
 * Frees the room of a content that no row names any more. Nobody can put it in its place meanwhile; where another
 * process is at it, it stays until the next look at all files.
 */
export async function freeUnnamed(options: SweepOptions, hash: string): Promise<void> {
  const { store, home, arrivals, room } = options;
  const free = async (): Promise<void> => {
    const rows = await store.read(() => readStore((tx) => tx.rows(attachmentModel.table, { hash }, 1)));
    const size = await home.size(hash);
    if (rows.length > 0 || size === undefined) return;
    await home.remove(hash);
    room.freed(size);
  };
  await unlessHeld(arrivals.places.run(hash, free));
}
