import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { MOST_TRANSFERS } from '@holdfast/shared/protocol/files.ts';
import type { Logger } from 'pino';
import type { Cluster } from '../../cluster/cluster.ts';
import type { Store } from '../../store/store.ts';
import type { ReadWork } from '../../store/work.ts';
import type { Outside } from '../../sync/outside.ts';
import { PokedWork } from '../../sync/poked-work.ts';
import { type Begun, OtherTransfers } from './other-transfers.ts';
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
  readonly cluster: Pick<Cluster, 'bus'>;
}

/**
 * The transfers of this process. Each person has a few at a time in all processes together. Who loses sight of a file while its bytes are on
 * their way gets no more of them within a second.
 */
export class Transfers {
  readonly #options: TransfersOptions;
  readonly #running = new Set<Running>();
  readonly #looks = new PokedWork(() => this.#look());
  #stopTimer: (() => void) | undefined;
  #hasStopped = false;
  readonly #waiting = new Set<() => void>();
  readonly #others: OtherTransfers;

  constructor(options: TransfersOptions) {
    this.#options = options;
    this.#others = new OtherTransfers({
      bus: options.cluster.bus,
      outside: options.outside,
      onBegun: (begun) => this.#begunElsewhere(begun),
      onWanted: (key) => this.#wantedElsewhere(key),
      onChange: () => this.#wake(),
    });
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
    this.#tellBegun(transfer);
    const until = outside.now() + WAIT_MS;
    while (!this.#makePlace(transfer)) {
      if (outside.now() >= until || this.#waiting.size >= MOST_WAITING) throw tooMany();
      this.#keepLooking();
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
    const running = new Running(transfer, outside.now());
    this.#running.add(running);
    this.#others.set(running.key, this.#own(running.key).length);
    this.#keepLooking();
    return { signal: running.ending.signal, done: () => this.#remove(running) };
  }

  /** Ends them all, and lets none begin, because the server stops. */
  async stop(): Promise<void> {
    this.#hasStopped = true;
    for (const running of this.#running) this.#end(running, stopping());
    this.#wake();
    this.#others.stop();
    await this.#looks.idle();
  }

  /** Whether there is a place, perhaps that of one that has lost its line. */
  #makePlace(transfer: NewTransfer): boolean {
    if (this.#hasStopped) throw stopping();
    const key = readerKey(transfer.reader);
    const own = this.#own(key);
    const again = own.find((running) => running.isSameAs(transfer));
    if (again === undefined && own.length + this.#others.of(key) < MOST_TRANSFERS) return true;
    const giving = again ?? this.#slowOf(own);
    if (giving !== undefined) this.#end(giving, replaced());
    else if (this.#others.of(key) > 0) this.#others.tellWanted(key);
    return giving !== undefined;
  }

  /** Its device may have lost the line to another process. */
  #tellBegun({ reader, what }: NewTransfer): void {
    if (!('sessionId' in reader) || this.#others.of(readerKey(reader)) === 0) return;
    this.#others.tellBegun({ sessionId: reader.sessionId, what, at: this.#options.outside.now() });
  }

  /** Told late it may be of before: what began after it stays. */
  #begunElsewhere({ sessionId, what, at }: Begun): void {
    for (const running of this.#running) {
      if (running.beganAt < at && running.isOf(sessionId, what)) this.#end(running, replaced());
    }
  }

  #wantedElsewhere(key: string): void {
    const slow = this.#slowOf(this.#own(key));
    if (slow !== undefined) this.#end(slow, replaced());
  }

  #own(key: string): readonly Running[] {
    return [...this.#running].filter((running) => running.key === key);
  }

  #slowOf(own: readonly Running[]): Running | undefined {
    const now = this.#options.outside.now();
    return own.find((running) => running.stillFor(now) >= SLOW_MS);
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
    this.#rest();
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
    this.#others.set(running.key, this.#own(running.key).length);
    this.#wake();
    this.#rest();
  }

  #keepLooking(): void {
    this.#stopTimer ??= this.#options.outside.every(LOOK_EVERY_MS, () => this.#looks.poke());
  }

  #rest(): void {
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
  /** Milliseconds since 1970. */
  readonly beganAt: number;
  readonly #transfer: NewTransfer;
  #moved = 0;
  #movedAt: number;

  constructor(transfer: NewTransfer, now: number) {
    this.#transfer = transfer;
    this.key = readerKey(transfer.reader);
    this.what = transfer.what;
    this.check = transfer.check;
    this.beganAt = now;
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
    return 'sessionId' in reader && this.isOf(reader.sessionId, what);
  }

  /** Whether a device of a person asked for it. */
  isOf(sessionId: string, what: string): boolean {
    const { reader } = this.#transfer;
    return 'sessionId' in reader && reader.sessionId === sessionId && this.what === what;
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
