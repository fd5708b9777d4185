import type { Bus, Cluster, ClusterHealth, SharedMemory } from '../cluster/cluster.ts';
import { LocalMemory } from '../cluster/local-memory.ts';
import type { Outside } from '../sync/outside.ts';

/** How badly messages fare, each as a share of all: lost, told twice, and late by so many milliseconds at most. */
export interface Weather {
  readonly lost: number;
  readonly doubled: number;
  readonly lateMs: number;
}

export const fair: Weather = { lost: 0, doubled: 0, lateMs: 0 };

const aHealth: ClusterHealth = { status: 'up', latencyMs: 0, processes: 1 };

/** Something that is to be done at a moment. */
interface Due {
  at: number;
  readonly run: () => void;
}

interface Timer extends Due {
  readonly milliseconds: number;
}

interface Process {
  readonly handlers: Map<string, Handler[]>;
  readonly timers: Set<Timer>;
  /** What it remembers for itself while nothing reaches the others. */
  readonly alone: LocalMemory;
}

export interface Joined {
  readonly cluster: Cluster;
  readonly outside: Pick<Outside, 'now' | 'elapsed' | 'every'>;
}

type Handler = (message: unknown, from: string) => void;

/** A network between processes on a clock that only the test moves, in which messages fare as the test says. */
export class BusNetwork {
  now = 1_000_000;
  weather = fair;
  /** Whether messages and the shared memory reach anybody. */
  isUp = true;
  readonly #random: () => number;
  readonly #processes = new Map<string, Process>();
  #shared = new LocalMemory(() => this.now);
  #onTheWay: Due[] = [];

  /** The same seed gives the same fate to each message. */
  constructor(seed = 1) {
    this.#random = numbersFrom(seed);
  }

  /** What was remembered together is lost. */
  forget(): void {
    this.#shared = new LocalMemory(() => this.now);
  }

  /** A new process by its name. */
  join(processId: string): Joined {
    const process: Process = {
      handlers: new Map(),
      timers: new Set(),
      alone: new LocalMemory(() => this.now),
    };
    this.#processes.set(processId, process);
    const bus: Bus = {
      tell: (kind, message) => this.#tell(processId, kind, JSON.stringify(message)),
      on: (kind, schema, handle) => {
        const known = process.handlers.get(kind) ?? [];
        process.handlers.set(kind, [...known, (message, from) => handle(schema.parse(message), from)]);
      },
    };
    return {
      cluster: { processId, bus, memory: this.#memoryOf(process), health: aHealth },
      outside: {
        now: () => this.now,
        elapsed: () => this.now,
        every: (milliseconds, run) => this.#every(process, milliseconds, run),
      },
    };
  }

  /** It is gone without a word. */
  kill(processId: string): void {
    this.#processes.delete(processId);
  }

  /** Lets time pass, with everything that is to be done in it. */
  async pass(milliseconds: number): Promise<void> {
    const until = this.now + milliseconds;
    for (;;) {
      const next = this.#takeNext(until);
      if (next === undefined) break;
      next();
      await settled();
    }
    this.now = until;
  }

  /** Of all that is due by a moment, what comes first. */
  #takeNext(until: number): (() => void) | undefined {
    const timers = [...this.#processes.values()].flatMap(({ timers }) => [...timers]);
    const [next] = [...this.#onTheWay, ...timers].sort((left, right) => left.at - right.at);
    if (next === undefined || next.at > until) return undefined;
    this.now = Math.max(this.now, next.at);
    const timer = timers.find((known) => known === next);
    if (timer === undefined) this.#onTheWay = this.#onTheWay.filter((known) => known !== next);
    else timer.at += timer.milliseconds;
    return next.run;
  }

  #every(process: Process, milliseconds: number, run: () => void): () => void {
    const timer = { at: this.now + milliseconds, milliseconds, run };
    process.timers.add(timer);
    return () => process.timers.delete(timer);
  }

  #tell(from: string, kind: string, text: string): void {
    for (const to of this.#processes.keys()) {
      if (to === from || this.#random() < this.weather.lost) continue;
      this.#deliver(from, to, kind, text);
      if (this.#random() < this.weather.doubled) this.#deliver(from, to, kind, text);
    }
  }

  #deliver(from: string, to: string, kind: string, text: string): void {
    const run = (): void => {
      if (!this.isUp) return;
      for (const handle of this.#processes.get(to)?.handlers.get(kind) ?? []) handle(JSON.parse(text), from);
    };
    this.#onTheWay.push({ at: this.#later(), run });
  }

  #later(): number {
    return this.now + Math.floor(this.#random() * this.weather.lateMs);
  }

  #memoryOf({ alone }: Process): SharedMemory {
    const ask = <T>(use: (memory: LocalMemory) => Promise<T>): Promise<T> =>
      new Promise((resolve) => {
        const run = (): void => resolve(use(this.isUp ? this.#shared : alone));
        this.#onTheWay.push({ at: this.#later(), run });
      });
    const isUp = (): boolean => this.isUp;
    return {
      get isUp() {
        return isUp();
      },
      add: (key, count, keepMs) => ask((memory) => memory.add(key, count, keepMs)),
      setIfAbsent: (key, value, keepMs) => ask((memory) => memory.setIfAbsent(key, value, keepMs)),
      get: (key) => ask((memory) => memory.get(key)),
      set: (key, value, keepMs) => ask((memory) => memory.set(key, value, keepMs)),
      remove: (key) => ask((memory) => memory.remove(key)),
      putFields: (key, fields, keepMs) => ask((memory) => memory.putFields(key, fields, keepMs)),
      fields: (key) => ask((memory) => memory.fields(key)),
    };
  }
}

/** Everything that waits for nothing but its turn has been done. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** Numbers from 0 to below 1 that follow from a seed: mulberry32 by Tommy Ettinger (public domain). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
