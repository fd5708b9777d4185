import { canonicalJson } from '@holdfast/shared/json.ts';
import { applyTotals, type TotalsPatch, type TotalsQuery } from '../../engine/api/totals.ts';
import type { Watch } from './live-cache.ts';

/** Totals that nobody follows any more are kept this long, so that going back shows them at once. */
const LINGER_MS = 5_000;

/** So many changes are kept as they came before they are put together. */
const MOST_PATCHES = 200;

type Listener = (patch: TotalsPatch) => void;

interface Kept {
  readonly listeners: Set<Listener>;
  /** All that is known: everything, then what changed of it. None until the first answer. */
  patches: readonly TotalsPatch[];
  stop: () => void;
  linger: ReturnType<typeof setTimeout> | undefined;
}

/**
 * Totals for who counts on with what differs: a change costs as much as it says, however many groups there
 * are. Who comes later is first told all that is known.
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
    kept.patches = together(kept.patches);
    for (const patch of kept.patches) listener(patch);
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
    const kept: Kept = { listeners: new Set(), patches: [], stop: () => {}, linger: undefined };
    this.#kept.set(key, kept);
    kept.stop = this.#watch(query, (patch) => {
      kept.patches = patch.whole ? [patch] : [...kept.patches, patch];
      if (kept.patches.length > MOST_PATCHES) kept.patches = together(kept.patches);
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

/** The same in one, where there are several. */
function together([first, ...later]: readonly TotalsPatch[]): readonly TotalsPatch[] {
  if (first === undefined) return [];
  if (later.length === 0) return [first];
  const changed = later.flatMap((patch) => patch.changed);
  const groups = applyTotals(applyTotals(undefined, first), { changed });
  return [{ changed: [...groups.values()], whole: true }];
}
