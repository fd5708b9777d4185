import type { Logger } from 'pino';
import type { Outside } from '../sync/outside.ts';
import { MOVED, MOVING } from './refuse-moved.ts';
import { StorageFailure, type Store } from './store.ts';
import { type ReadWork, readStore, type WriteWork } from './work.ts';

/** How often it is asked whether the data has moved, in milliseconds; a write learns it at once. */
const ASK_EVERY_MS = 500;
/** How long a write waits for the end of a move, in milliseconds. A home lets writes go on by itself before that. */
const LONGEST_WAIT_MS = 30_000;
const FOLLOW_AGAIN_MS = 2_000;

export interface MovingStoreOptions {
  /** The home that serves now. */
  readonly store: Store;
  /** Opens the home that the mark names which the data has left. */
  readonly follow: (to: string) => Promise<Store>;
  readonly outside: Pick<Outside, 'elapsed' | 'every'>;
  readonly log: Logger;
}

/** A home in use; it is closed when nobody works in it any more. */
interface Home {
  readonly store: Store;
  working: number;
  isLeft: boolean;
}

/**
 * Goes where the data goes. While it is about to move, writes wait; once it has moved, the new home is opened and everything
 * goes on there. Nothing of a write runs in a home that refuses it, so none is done twice.
 */
export class MovingStore implements Store {
  readonly #options: MovingStoreOptions;
  readonly #stopAsking: () => void;
  #home: Home;
  #following: Promise<void> | undefined;
  /** Why the data could not be followed, as long as it could not. */
  #notReached: StorageFailure | undefined;

  constructor(options: MovingStoreOptions) {
    this.#options = options;
    this.#home = { store: options.store, working: 0, isLeft: false };
    this.#stopAsking = options.outside.every(ASK_EVERY_MS, () => void this.#ask());
  }

  /** @throws StorageFailure MOVING or MOVED where the move does not end, or the new home cannot be opened */
  async write<T>(work: () => WriteWork<T>): Promise<T> {
    const began = this.#options.outside.elapsed();
    for (;;) {
      const home = this.#home;
      try {
        return await inHome(home, (store) => store.write(work));
      } catch (error) {
        await this.#afterRefusal(home, error, began);
      }
    }
  }

  /** @throws StorageFailure MOVED where the new home cannot be opened: who may see what is decided there by now */
  async read<T>(work: () => ReadWork<T>): Promise<T> {
    if (this.#notReached !== undefined) throw this.#notReached;
    return inHome(this.#home, (store) => store.read(work));
  }

  check(): Promise<readonly string[]> {
    return inHome(this.#home, (store) => store.check());
  }

  async close(): Promise<void> {
    this.#stopAsking();
    // Why it could not be followed is in the log.
    await this.#following?.catch(() => {});
    await this.#home.store.close();
  }

  /** Resolves when it is worth to try again. */
  async #afterRefusal(home: Home, error: unknown, began: number): Promise<void> {
    const { elapsed, every } = this.#options.outside;
    if (!(error instanceof StorageFailure)) throw error;
    if (error.code === MOVED) return this.#follow(home);
    if (error.code !== MOVING || elapsed() - began > LONGEST_WAIT_MS) throw error;
    await new Promise<void>((resolve) => {
      const stop = every(error.retryAfterMs ?? ASK_EVERY_MS, () => {
        stop();
        resolve();
      });
    });
  }

  async #ask(): Promise<void> {
    const home = this.#home;
    try {
      const move = await inHome(home, (store) => store.read(() => readStore((tx) => tx.move())));
      if (move !== undefined && move.until === undefined) await this.#follow(home);
      // It may have come back to where it was.
      else if (home === this.#home) this.#notReached = undefined;
    } catch {
      // A database that fails is told of by whoever needs it, and a home that cannot be opened in the log.
    }
  }

  /** All who find the data gone wait for the one who follows it. */
  async #follow(home: Home): Promise<void> {
    if (home !== this.#home) return;
    this.#following ??= this.#goOn(home).finally(() => {
      this.#following = undefined;
    });
    await this.#following;
  }

  async #goOn(home: Home): Promise<void> {
    const store = await this.#openNext(home);
    if (store === undefined) return;
    this.#home = { store, working: 0, isLeft: false };
    this.#notReached = undefined;
    this.#options.log.warn(
      'the data has moved, and this server with it; set its address before the next start',
    );
    home.isLeft = true;
    await closeIfIdle(home);
  }

  /** Nothing where the data is here again. */
  async #openNext({ store }: Home): Promise<Store | undefined> {
    const { follow, log } = this.#options;
    try {
      const move = await store.read(() => readStore((tx) => tx.move()));
      if (move === undefined) return undefined;
      const next = await follow(move.to);
      await requireSame(store, next);
      return next;
    } catch (error) {
      if (this.#notReached === undefined) {
        log.error({ err: error }, 'the data has moved, and cannot be reached where it is now');
      }
      this.#notReached = new StorageFailure(MOVED, error, FOLLOW_AGAIN_MS);
      throw this.#notReached;
    }
  }
}

async function inHome<T>(home: Home, use: (store: Store) => Promise<T>): Promise<T> {
  home.working += 1;
  try {
    return await use(home.store);
  } finally {
    home.working -= 1;
    if (home.isLeft) await closeIfIdle(home);
  }
}

async function closeIfIdle({ store, working }: Home): Promise<void> {
  if (working === 0) await store.close();
}

/** Another life of the data, or an earlier state, is not what people's devices have seen. */
async function requireSame(old: Store, present: Store): Promise<void> {
  const [left, right] = await Promise.all([readLife(old), readLife(present)]);
  if (left.epoch === right.epoch && left.version <= right.version) return;
  await present.close();
  throw new Error('What lies there is not the data that was moved.');
}

function readLife(store: Store) {
  return store.read(function* () {
    const epoch = yield* readStore((tx) => tx.epoch());
    return { epoch, version: yield* readStore((tx) => tx.version()) };
  });
}
