import { z } from 'zod';
import type { Bus } from '../cluster/cluster.ts';
import type { Outside } from '../sync/outside.ts';
import { InOrder } from './in-order.ts';

/** How soon others are told what has changed, in milliseconds: what comes and goes meanwhile they need not know. */
const TELL_EVERY_MS = 100;
/** How often others are told everything, in case they missed something, in milliseconds. */
const TELL_ALL_EVERY_MS = 2_000;
/** What a process told is believed for so long: one that was killed is soon forgotten. */
const BELIEVED_MS = 3 * TELL_ALL_EVERY_MS;

const countsSchema = z.object({
  number: z.number(),
  /** Whether there is nothing besides. */
  isAll: z.boolean(),
  counts: z.array(z.tuple([z.string(), z.number().nonnegative()])),
});

interface Told {
  readonly at: number;
  readonly counts: ReadonlyMap<string, number>;
}

export interface SharedCountsOptions {
  /** What is counted, so that two of them do not count together. */
  readonly name: string;
  readonly bus: Bus;
  readonly outside: Pick<Outside, 'now' | 'every'>;
  /** Called when others have more or fewer than before. */
  readonly onChange?: () => void;
}

/**
 * How many of something there are in this process and in the others, by key. Changes are told soon, and everything
 * again and again while there is something: what is lost is made good.
 */
export class SharedCounts {
  readonly #options: SharedCountsOptions;
  readonly #kind: string;
  readonly #own = new Map<string, number>();
  readonly #others = new Map<string, Told>();
  readonly #order = new InOrder();
  /** What may be other than others were told. */
  readonly #changed = new Map<string, number>();
  readonly #stopTimer: () => void;
  #stopTelling: (() => void) | undefined;
  /** Whether others know that there is nothing here. */
  #isQuiet = true;

  constructor(options: SharedCountsOptions) {
    this.#options = options;
    this.#kind = `counts-${options.name}`;
    options.bus.on(this.#kind, countsSchema, ({ number, isAll, counts }, from) => {
      if (!this.#order.isNew(from, number)) return;
      const before = isAll ? [] : (this.#others.get(from)?.counts ?? []);
      this.#others.set(from, { at: options.outside.now(), counts: new Map([...before, ...counts]) });
      options.onChange?.();
    });
    this.#stopTimer = options.outside.every(TELL_ALL_EVERY_MS, () => this.#tellAll());
  }

  /** How many all processes have. */
  everywhere(key: string): number {
    return (this.#own.get(key) ?? 0) + this.elsewhere(key);
  }

  /** How many the other processes have. */
  elsewhere(key: string): number {
    let sum = 0;
    for (const told of this.#others.values()) if (this.#isBelieved(told)) sum += told.counts.get(key) ?? 0;
    return sum;
  }

  /** There are so many more here, or fewer. */
  change(key: string, by: number): void {
    this.set(key, (this.#own.get(key) ?? 0) + by);
  }

  /** How many there are here from now on. */
  set(key: string, count: number): void {
    const before = this.#own.get(key) ?? 0;
    if (!this.#changed.has(key)) this.#changed.set(key, before);
    if (count > 0) this.#own.set(key, count);
    else this.#own.delete(key);
    this.#isQuiet = false;
    this.#stopTelling ??= this.#options.outside.every(TELL_EVERY_MS, () => this.#tellChanges());
  }

  /** Says for the last time what there is. */
  stop(): void {
    this.#stopTimer();
    this.#stopTelling?.();
    this.#tellAll();
  }

  #tellChanges(): void {
    const changed = [...this.#changed].filter(([key, before]) => before !== (this.#own.get(key) ?? 0));
    this.#changed.clear();
    const counts = changed.map(([key]): [string, number] => [key, this.#own.get(key) ?? 0]);
    if (counts.length > 0) {
      this.#tell(false, counts);
      return;
    }
    this.#stopTelling?.();
    this.#stopTelling = undefined;
  }

  /** Tells everything, and forgets processes that say nothing any more. */
  #tellAll(): void {
    for (const [process, told] of this.#others) if (!this.#isBelieved(told)) this.#others.delete(process);
    if (this.#isQuiet) return;
    this.#tell(true, [...this.#own]);
    this.#isQuiet = this.#own.size === 0;
  }

  #isBelieved({ at }: Told): boolean {
    return Math.abs(this.#options.outside.now() - at) < BELIEVED_MS;
  }

  #tell(isAll: boolean, counts: readonly (readonly [string, number])[]): void {
    this.#options.bus.tell(this.#kind, { number: this.#order.next(), isAll, counts });
  }
}
