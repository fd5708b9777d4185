import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { MOST_TRANSFERS } from '@holdfast/shared/protocol/files.ts';
import type { Logger } from 'pino';
import type { Store } from '../../store/store.ts';
import type { ReadWork } from '../../store/work.ts';
import type { Outside } from '../../sync/outside.ts';
import { PokedWork } from '../../sync/poked-work.ts';
import { type Reader, readerKey } from './reader.ts';

/** Whether everybody may still read what is on its way to them is asked so often, in milliseconds. */
const LOOK_EVERY_MS = 500;

/** So many are asked of in one snapshot, so that many of them hold nothing up. */
const ASKED_AT_ONCE = 50;

/** A transfer of which no byte moves for so long has lost its line, in milliseconds. */
const STALLED_MS = 120_000;

/** After so long it makes place for another one of the same person. */
const SLOW_MS = 10_000;

const RETRY_MS = 1_000;

/**
 * One more than there may be waits so long for a place, in milliseconds: a device that has read an answer to its end
 * asks for the next before the server knows that it has.
 */
const WAIT_MS = 1_000;
const MOST_WAITING = 1_000;

/** Something on its way, up or down. */
export interface NewTransfer {
  readonly reader: Reader;
  /** What it is of. A device that asks for the same again has lost the line of the one before. */
  readonly what: string;
  /** Throws when it has to end. */
  readonly check: () => ReadWork<unknown>;
  /** Rises with each byte that moves. */
  readonly moved: () => number;
}

export interface Transfer {
  /** Aborted when it has to end; with the error that says why. */
  readonly signal: AbortSignal;
  /** To be called when it is over. */
  done(): void;
}

export interface TransfersOptions {
  readonly store: Store;
  readonly outside: Outside;
  readonly log: Logger;
}

/**
 * The transfers of this process. Each person has a few at a time. Who loses sight of a file while its bytes are on
 * their way gets no more of them within a second.
 */
export class Transfers {
  readonly #options: TransfersOptions;
  readonly #running = new Set<Running>();
  readonly #looks = new PokedWork(() => this.#look());
  #stopTimer: (() => void) | undefined;
  #hasStopped = false;
  readonly #waiting = new Set<() => void>();

  constructor(options: TransfersOptions) {
    this.#options = options;
  }

  /** How many are on their way. */
  get size(): number {
    return this.#running.size;
  }

  /**
   * Waits a moment for a place, where there is none.
   * @throws RATE_LIMIT_EXCEEDED (`transfers`) for one more than somebody may have at a time; SERVER_BUSY (`draining`)
   */
  async begin(transfer: NewTransfer): Promise<Transfer> {
    const { outside } = this.#options;
    const until = outside.now() + WAIT_MS;
    while (!this.#makePlace(transfer)) {
      if (outside.now() >= until || this.#waiting.size >= MOST_WAITING) throw tooMany();
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
    const running = new Running(transfer, outside.now());
    this.#running.add(running);
    this.#stopTimer ??= outside.every(LOOK_EVERY_MS, () => this.#looks.poke());
    return { signal: running.ending.signal, done: () => this.#remove(running) };
  }

  /** Ends them all, and lets none begin, because the server stops. */
  async stop(): Promise<void> {
    this.#hasStopped = true;
    for (const running of this.#running) this.#end(running, stopping());
    this.#wake();
    await this.#looks.idle();
  }

  /** Whether there is a place, perhaps that of one that has lost its line. */
  #makePlace(transfer: NewTransfer): boolean {
    if (this.#hasStopped) throw stopping();
    const own = [...this.#running].filter((running) => running.key === readerKey(transfer.reader));
    const again = own.find((running) => running.isSameAs(transfer));
    if (again === undefined && own.length < MOST_TRANSFERS) return true;
    const now = this.#options.outside.now();
    const giving = again ?? own.find((running) => running.stillFor(now) >= SLOW_MS);
    if (giving !== undefined) this.#end(giving, replaced());
    return giving !== undefined;
  }

  async #look(): Promise<void> {
    const now = this.#options.outside.now();
    const all = [...this.#running];
    for (const running of all) if (running.stillFor(now) >= STALLED_MS) this.#end(running, stalled());
    this.#wake();
    for (let start = 0; start < all.length; start += ASKED_AT_ONCE) {
      await this.#ask(all.slice(start, start + ASKED_AT_ONCE));
      await this.#options.outside.nextTurn();
    }
  }

  /** Where nobody can say whether somebody may still read, they may not. */
  async #ask(some: readonly Running[]): Promise<void> {
    const ended = await this.#options.store
      .read(() => findEnded(some))
      .catch((error: unknown) => new Map(some.map((running) => [running, error])));
    for (const [running, why] of ended) this.#end(running, why);
  }

  #end(running: Running, why: unknown): void {
    if (!this.#running.has(running)) return;
    this.#remove(running);
    const code = why instanceof HoldfastError ? why.code : 'UNKNOWN_ERROR';
    this.#options.log.info({ code, who: running.key, what: running.what }, 'a transfer was ended');
    running.ending.abort(why);
  }

  #remove(running: Running): void {
    if (!this.#running.delete(running)) return;
    this.#wake();
    if (this.#running.size > 0) return;
    this.#stopTimer?.();
    this.#stopTimer = undefined;
  }

  /** Those who wait look whether there is a place now. */
  #wake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const look of waiting) look();
  }
}

class Running {
  readonly ending = new AbortController();
  readonly key: string;
  readonly what: string;
  readonly check: NewTransfer['check'];
  readonly #transfer: NewTransfer;
  #moved = 0;
  #movedAt: number;

  constructor(transfer: NewTransfer, now: number) {
    this.#transfer = transfer;
    this.key = readerKey(transfer.reader);
    this.what = transfer.what;
    this.check = transfer.check;
    this.#movedAt = now;
  }

  /** For how long no byte has moved, in milliseconds, as far as was looked. */
  stillFor(now: number): number {
    const moved = this.#transfer.moved();
    if (moved !== this.#moved) this.#movedAt = now;
    this.#moved = moved;
    return now - this.#movedAt;
  }

  isSameAs({ reader, what }: NewTransfer): boolean {
    const own = this.#transfer.reader;
    if ('tokenId' in own || 'tokenId' in reader) return false;
    return own.sessionId === reader.sessionId && this.what === what;
  }
}

function* findEnded(some: readonly Running[]): ReadWork<Map<Running, unknown>> {
  const ended = new Map<Running, unknown>();
  for (const running of some) {
    try {
      yield* running.check();
    } catch (error) {
      if (!(error instanceof HoldfastError)) throw error;
      ended.set(running, error);
    }
  }
  return ended;
}

function tooMany(): HoldfastError {
  return new HoldfastError('RATE_LIMIT_EXCEEDED', `No more than ${MOST_TRANSFERS} files at a time.`, {
    reason: 'transfers',
    retryAfterMs: RETRY_MS,
  });
}

function stopping(): HoldfastError {
  return new HoldfastError('SERVER_BUSY', 'The server stops.', {
    reason: 'draining',
    retryAfterMs: RETRY_MS,
  });
}

function replaced(): HoldfastError {
  return new HoldfastError('CONFLICT', 'Another transfer of yours has taken its place.');
}

function stalled(): HoldfastError {
  return new HoldfastError('CONNECTION_ERROR', 'Nothing of it moved for too long.');
}
