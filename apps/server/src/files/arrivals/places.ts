import { OneAtATime } from '@holdfast/shared/one-at-a-time.ts';
import type { ByteHome } from '../home/byte-home.ts';
import { UploadHeld } from './upload-held.ts';

/** Whoever puts bytes under a hash, or takes them from there, does it in here: one after the other for each content. */
export class Places {
  readonly #home: Pick<ByteHome, 'placeOf' | 'holdPlace'>;
  readonly #turns = new OneAtATime();

  constructor(home: Pick<ByteHome, 'placeOf' | 'holdPlace'>) {
    this.#home = home;
  }

  /**
   * Runs work on what lies under a hash. In this process it waits for others; where another process is at it, it is
   * not done.
   * @throws UploadHeld
   */
  run<T>(hash: string, work: () => Promise<T>): Promise<T> {
    const place = this.#home.placeOf(hash);
    return this.#turns.run(place, async () => {
      const hold = await this.#home.holdPlace(place);
      if (hold === undefined) throw new UploadHeld('The server has this content in hand already.');
      try {
        return await work();
      } finally {
        await hold.release();
      }
    });
  }
}

/** Does what can as well be done the next time: gives whether it was done, and not in the hands of another process. */
export async function unlessHeld(work: Promise<void>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (error instanceof UploadHeld) return false;
    throw error;
  }
}
