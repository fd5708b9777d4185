import { type Suspicion, suspicionSchema } from '@holdfast/shared/protocol/requests.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Bus, Cluster } from '../cluster/cluster.ts';
import { InOrder } from '../limits/in-order.ts';
import type { Outside } from '../sync/outside.ts';

/** So many are kept; older ones are in the log alone. */
const MOST_KEPT = 500;

/** The same again within so many milliseconds counts up what is there already. */
const SAME_MS = 60_000;

/** What other processes are told: at once, and then at most once in so many milliseconds for the same. */
const TOLD = 'suspicions';
const TELL_EVERY_MS = 1_000;

const toldSchema = z.object({
  number: z.number(),
  kind: suspicionSchema.shape.kind,
  address: z.string(),
  userId: z.string().nullable(),
  what: z.string(),
  count: z.number().positive(),
});

/** Something that looks like an attack. `what` says it in plain words, without secrets and without contents. */
export interface SuspicionNote {
  readonly kind: Suspicion['kind'];
  readonly address: string;
  /** Who it came from, if that is known. */
  readonly userId?: string | undefined;
  readonly what: string;
}

export interface SuspicionsOptions {
  readonly outside: Pick<Outside, 'now'>;
  readonly log: Logger;
  readonly cluster: Pick<Cluster, 'bus'>;
}

interface Kept {
  readonly key: string;
  readonly since: number;
  suspicion: Suspicion;
  /** How many of them other processes were not told of yet, and when they were told last. */
  untold: number;
  toldAt: number;
}

/** What looked like an attack lately, in all processes, for administrators: in memory, bounded, and as warnings in the log. */
export class Suspicions {
  readonly #options: SuspicionsOptions;
  readonly #bus: Bus;
  readonly #order = new InOrder();
  /** The oldest first. */
  readonly #kept: Kept[] = [];
  /** The newest of each kind, address and person. */
  readonly #newest = new Map<string, Kept>();

  constructor(options: SuspicionsOptions) {
    this.#options = options;
    this.#bus = options.cluster.bus;
    this.#bus.on(TOLD, toldSchema, ({ number, userId, count, ...note }, from) => {
      if (this.#order.isNew(from, number)) this.#add({ ...note, userId: userId ?? undefined }, count);
    });
  }

  /** Keeps it. A flood of the same is one line in the log a minute, and one entry with its count. */
  note(note: SuspicionNote): void {
    const { kept, isNew } = this.#add(note, 1);
    const { kind, address, userId, what } = note;
    if (isNew) this.#options.log.warn({ suspicion: kind, address, user: userId }, what);
    this.#tell(kept);
  }

  /** The newest first. */
  list(): Suspicion[] {
    return this.#kept
      .map(({ suspicion }) => suspicion)
      .sort((left, right) => right.at.localeCompare(left.at));
  }

  #add({ kind, address, userId, what }: SuspicionNote, count: number): { kept: Kept; isNew: boolean } {
    const now = this.#options.outside.now();
    const key = `${kind} ${address} ${userId ?? ''}`;
    const known = this.#newest.get(key);
    if (known !== undefined && now - known.since < SAME_MS) {
      const sum = known.suspicion.count + count;
      known.suspicion = { ...known.suspicion, at: formatTime(now), what, count: sum };
      return { kept: known, isNew: false };
    }
    const first = { at: formatTime(now), kind, address, userId: userId ?? null, count, what };
    const kept = { key, since: now, suspicion: first, untold: 0, toldAt: Number.NEGATIVE_INFINITY };
    this.#keep(kept);
    return { kept, isNew: true };
  }

  /** A flood is told as what it comes to. */
  #tell(kept: Kept): void {
    const now = this.#options.outside.now();
    kept.untold += 1;
    if (Math.abs(now - kept.toldAt) < TELL_EVERY_MS) return;
    const { at: _, ...about } = kept.suspicion;
    this.#bus.tell(TOLD, { ...about, number: this.#order.next(), count: kept.untold });
    kept.untold = 0;
    kept.toldAt = now;
  }

  #keep(kept: Kept): void {
    this.#kept.push(kept);
    this.#newest.set(kept.key, kept);
    if (this.#kept.length <= MOST_KEPT) return;
    const oldest = this.#kept.shift();
    if (oldest !== undefined && this.#newest.get(oldest.key) === oldest) this.#newest.delete(oldest.key);
  }
}
