/** When every run begins, in milliseconds since 1970. */
export const START_MS = Date.UTC(2026, 0, 5, 8);

interface Planned {
  readonly at: number;
  readonly order: number;
  run: (() => void) | undefined;
}

/**
 * The run's only clock and its only source of events: whatever happens was planned here, and events
 * of one moment happen in the order in which they were planned.
 */
export class Scheduler {
  #now = START_MS;
  #order = 0;
  readonly #heap: Planned[] = [];

  /** Milliseconds since 1970 by the world's own clock; nodes may see another time. */
  get now(): number {
    return this.#now;
  }

  /** Plans an event; the result takes it back. */
  after(milliseconds: number, run: () => void): () => void {
    this.#order += 1;
    const planned: Planned = {
      at: this.#now + Math.max(0, Math.round(milliseconds)),
      order: this.#order,
      run,
    };
    this.#push(planned);
    return () => {
      planned.run = undefined;
    };
  }

  /** Runs the next event and all that follows from it at once. Says whether there was one up to `end`; if not, it is `end` now. */
  async step(end: number): Promise<boolean> {
    for (let next = this.#heap[0]; next !== undefined && next.at <= end; next = this.#heap[0]) {
      this.#pop();
      if (next.run === undefined) continue;
      this.#now = Math.max(this.#now, next.at);
      next.run();
      await settled();
      return true;
    }
    this.#now = Math.max(this.#now, end);
    return false;
  }

  #push(planned: Planned): void {
    const heap = this.#heap;
    let place = heap.length;
    heap.push(planned);
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || !isBefore(planned, above)) break;
      heap[place] = above;
      place = parent;
    }
    heap[place] = planned;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let place = 0;
    for (;;) {
      let child = place * 2 + 1;
      const [left, right] = [heap[child], heap[child + 1]];
      if (left === undefined) break;
      if (right !== undefined && isBefore(right, left)) child += 1;
      const smaller = heap[child];
      if (smaller === undefined || !isBefore(smaller, last)) break;
      heap[place] = smaller;
      place = child;
    }
    heap[place] = last;
  }
}

function isBefore(left: Planned, right: Planned): boolean {
  return left.at === right.at ? left.order < right.order : left.at < right.at;
}

/** Resolves when everything that waits for promises only has run to its end: those come before any macrotask. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
