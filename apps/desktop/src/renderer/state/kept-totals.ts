import { canonicalJson } from '@holdfast/shared/json.ts';
import { type TotalsGroup, type TotalsPatch, type TotalsQuery, totalsKey } from '../../engine/api/totals.ts';
import type { Watch } from './live-cache.ts';

/** Totals that nobody follows any more are kept this long, so that going back shows them at once. */
const LINGER_MS = 5_000;

type Listener = (patch: TotalsPatch) => void;

interface Kept {
  readonly listeners: Set<Listener>;
  /** Nothing until the first answer. */
  groups: Map<string, TotalsGroup> | undefined;
  stop: () => void;
  linger: ReturnType<typeof setTimeout> | undefined;
}

/**
 * Totals for who counts on with what differs, and keeps no groups of their own: a change costs as much as
 * it says, however many groups there are. Who comes later is first told all that is known.
 */
export class KeptTotals {
  readonly #watch: Watch<TotalsQuery, TotalsPatch>;
  readonly #kept = new Map<string, Kept>();

  constructor(watch: Watch<TotalsQuery, TotalsPatch>) {
    this.#watch = watch;
  }

  /** Tells of these totals until the result is called. */
  readonly follow = (query: TotalsQuery, listener: Listener): (() => void) => {
    const key = canonicalJson(JSON.parse(JSON.stringify(query)));
    const kept = this.#kept.get(key) ?? this.#open(key, query);
    clearTimeout(kept.linger);
    kept.listeners.add(listener);
    if (kept.groups !== undefined) listener({ changed: [...kept.groups.values()], whole: true });
    return () => {
      if (!kept.listeners.delete(listener) || kept.listeners.size > 0) return;
      kept.linger = setTimeout(() => this.#end(key, kept), LINGER_MS);
    };
  };

  /** Lets go of everything: the next person on this device must not see a figure of the last one. */
  clear(): void {
    for (const [key, kept] of this.#kept) this.#end(key, kept);
  }

  #open(key: string, query: TotalsQuery): Kept {
    const kept: Kept = { listeners: new Set(), groups: undefined, stop: () => {}, linger: undefined };
    this.#kept.set(key, kept);
    kept.stop = this.#watch(query, (patch) => {
      keep(kept, patch);
      for (const listener of kept.listeners) listener(patch);
    });
    return kept;
  }

  #end(key: string, kept: Kept): void {
    clearTimeout(kept.linger);
    kept.stop();
    if (this.#kept.get(key) === kept) this.#kept.delete(key);
  }
}

function keep(kept: Kept, { changed, whole }: TotalsPatch): void {
  const groups = whole ? new Map<string, TotalsGroup>() : (kept.groups ?? new Map<string, TotalsGroup>());
  for (const group of changed) {
    const name = totalsKey(...group.key);
    if (group.count === 0) groups.delete(name);
    else groups.set(name, group);
  }
  kept.groups = groups;
}
