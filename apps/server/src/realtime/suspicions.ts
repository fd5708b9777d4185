import type { Suspicion } from '@holdfast/shared/protocol/requests.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import type { Logger } from 'pino';
import type { Outside } from '../sync/outside.ts';

/** So many are kept; older ones are in the log alone. */
const MOST_KEPT = 500;

/** The same again within so many milliseconds counts up what is there already. */
const SAME_MS = 60_000;

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
}

interface Kept {
  readonly key: string;
  readonly since: number;
  suspicion: Suspicion;
}

/** What looked like an attack lately, for administrators: in memory, bounded, and as warnings in the log. */
export class Suspicions {
  readonly #options: SuspicionsOptions;
  /** The oldest first. */
  readonly #kept: Kept[] = [];
  /** The newest of each kind, address and person. */
  readonly #newest = new Map<string, Kept>();

  constructor(options: SuspicionsOptions) {
    this.#options = options;
  }

  /** Keeps it. A flood of the same is one line in the log a minute, and one entry with its count. */
  note(note: SuspicionNote): void {
    const { kind, address, userId, what } = note;
    const now = this.#options.outside.now();
    const key = `${kind} ${address} ${userId ?? ''}`;
    const known = this.#newest.get(key);
    if (known !== undefined && now - known.since < SAME_MS) {
      known.suspicion = { ...known.suspicion, at: formatTime(now), what, count: known.suspicion.count + 1 };
      return;
    }
    this.#options.log.warn({ suspicion: kind, address, user: userId }, what);
    const first = { at: formatTime(now), kind, address, userId: userId ?? null, count: 1, what };
    this.#keep({ key, since: now, suspicion: first });
  }

  /** The newest first. */
  list(): Suspicion[] {
    return this.#kept
      .map(({ suspicion }) => suspicion)
      .sort((left, right) => right.at.localeCompare(left.at));
  }

  #keep(kept: Kept): void {
    this.#kept.push(kept);
    this.#newest.set(kept.key, kept);
    if (this.#kept.length <= MOST_KEPT) return;
    const oldest = this.#kept.shift();
    if (oldest !== undefined && this.#newest.get(oldest.key) === oldest) this.#newest.delete(oldest.key);
  }
}
