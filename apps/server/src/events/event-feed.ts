import type { RowEventName } from '@holdfast/shared/protocol/outside-events.ts';
import type { Logger } from 'pino';
import { FirstFailure } from '../ops/first-failure.ts';
import type { Store } from '../store/store.ts';
import { readStore } from '../store/work.ts';
import type { Outside } from '../sync/outside.ts';
import { PokedWork } from '../sync/poked-work.ts';
import type { Listeners } from './listeners.ts';
import { type News, readNews } from './read-news.ts';

export interface EventFeedOptions {
  readonly store: Store;
  readonly outside: Outside;
  readonly log: Logger;
  /** How often is looked without a poke, in milliseconds. */
  readonly intervalMs: number;
  readonly listeners: Pick<Listeners, 'isEmpty' | 'isHeld' | 'hears'>;
  readonly tell: (news: News) => void;
}

/**
 * Follows what was committed, by whatever process, and tells each change once, in the order of
 * versions. Where nobody listens it only keeps the place.
 */
export class EventFeed {
  readonly #options: EventFeedOptions;
  readonly #failure: FirstFailure;
  #version = 0;
  readonly #looks = new PokedWork(() => this.#look());
  #isRunning = false;
  #stopTimer = (): void => {};

  constructor(options: EventFeedOptions) {
    this.#options = options;
    this.#failure = new FirstFailure(options.log, 'events could not be read');
  }

  /** Begins at the version that the data has now. */
  async start(): Promise<void> {
    const { outside, intervalMs } = this.#options;
    await this.#keepPlace();
    this.#stopTimer = outside.every(intervalMs, () => this.poke());
    this.#isRunning = true;
  }

  /** Tells what is committed by now, and no more. */
  async stop(): Promise<void> {
    this.#stopTimer();
    this.poke();
    this.#isRunning = false;
    await this.#looks.idle();
  }

  /** Something may have been committed. Before the start and after the stop nobody is told of it. */
  poke(): void {
    if (this.#isRunning) this.#looks.poke();
  }

  async #look(): Promise<void> {
    const { outside } = this.#options;
    // Whoever pokes may stand in a snapshot, in which no other one begins.
    await outside.nextTurn();
    try {
      await this.#catchUp();
      this.#failure.worked();
    } catch (error) {
      // Nothing was skipped: the next look begins at the same version.
      this.#failure.failed(error);
    }
  }

  /** Tells in steps, each from its own snapshot. What was made since the first step is new in all of them, and told as new once. */
  async #catchUp(): Promise<void> {
    const { store, outside, listeners, tell } = this.#options;
    if (listeners.isEmpty) return this.#keepPlace();
    const isHeld = (scope: string) => listeners.isHeld(scope);
    const since = this.#version;
    const toldAsNew = new Set<string>();
    const isNew = (id: string, version: number) => version > since && !toldAsNew.has(id);
    const hears = (name: RowEventName) => listeners.hears(name);
    for (let isLast = false; !isLast; ) {
      const step = await store.read(() => readNews({ above: this.#version, isHeld, hears, isNew }));
      for (const news of step.news) {
        tell(news);
        toldAsNew.add(news.rowId);
      }
      this.#version = step.upTo;
      isLast = step.isLast;
      if (!isLast) await outside.nextTurn();
    }
  }

  async #keepPlace(): Promise<void> {
    this.#version = await this.#options.store.read(() => readStore((tx) => tx.version()));
  }
}
