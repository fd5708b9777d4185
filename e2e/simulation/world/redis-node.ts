import type { z } from 'zod';
import type { Bus, Cluster, SharedMemory } from '../../../apps/server/src/cluster/cluster.ts';
import { LocalMemory } from '../../../apps/server/src/cluster/local-memory.ts';
import type { Network, Way } from '../network/network.ts';
import type { ProcessTime } from './process-time.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

/** How often a call of the shared memory takes its time instead of answering in the same moment, and how long at most. */
const SLOW = 0.3;
const SLOW_MS = 20;

export interface RedisOptions {
  readonly scheduler: Scheduler;
  readonly random: Random;
  /** What lies between the processes: it loses, doubles and reorders what they tell each other. */
  readonly network: Network;
}

type Hear = (message: unknown, from: string) => void;

/** What the processes of one server share as long as it is there: a bus that promises nothing, and a memory. */
export class RedisNode {
  readonly options: RedisOptions;
  readonly members = new Map<string, RedisMember>();
  #isUp = true;
  #memory: LocalMemory;

  constructor(options: RedisOptions) {
    this.options = options;
    this.#memory = this.#emptyMemory();
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  get memory(): SharedMemory {
    return this.#memory;
  }

  /** Ends; perhaps with all that it knew. */
  stop(forgets: boolean): void {
    this.#isUp = false;
    if (forgets) this.#memory = this.#emptyMemory();
  }

  start(): void {
    this.#isUp = true;
  }

  /** A process takes part until its life ends. `reaches` says whether its own line here stands. */
  join(processId: string, time: ProcessTime, reaches: () => boolean): Cluster {
    const member = new RedisMember(this, processId, time, reaches);
    this.members.set(processId, member);
    return member;
  }

  leave(processId: string): void {
    this.members.delete(processId);
  }

  #emptyMemory(): LocalMemory {
    return new LocalMemory(() => this.options.scheduler.now);
  }
}

/** One process of several, and its lines to the bus and the memory. */
class RedisMember implements Cluster {
  readonly processId: string;
  readonly bus: Bus;
  readonly memory: SharedMemory;
  readonly #redis: RedisNode;
  readonly #time: ProcessTime;
  readonly #reaches: () => boolean;
  readonly #hearing = new Map<string, Hear[]>();
  readonly #ways = new Map<string, Way>();

  constructor(redis: RedisNode, processId: string, time: ProcessTime, reaches: () => boolean) {
    this.processId = processId;
    this.#redis = redis;
    this.#time = time;
    this.#reaches = reaches;
    this.bus = {
      tell: (kind, message) => this.#tell(kind, JSON.stringify(message)),
      on: (kind, schema, handle) => this.#listen(kind, schema, handle),
    };
    const local = new LocalMemory(() => redis.options.scheduler.now);
    this.memory = memoryOf(
      () => this.isUp,
      () => this.#pause(),
      () => (this.isUp ? redis.memory : local),
    );
  }

  get isUp(): boolean {
    return this.#redis.isUp && this.#reaches();
  }

  get health() {
    const status: 'up' | 'down' = this.isUp ? 'up' : 'down';
    return { status, latencyMs: 1, processes: this.#redis.members.size };
  }

  /** A message of another process has come. */
  hear(kind: string, text: string, from: string): void {
    if (!this.isUp) return;
    this.#time.happen(() => {
      for (const hear of this.#hearing.get(kind) ?? []) hear(JSON.parse(text), from);
    });
  }

  #tell(kind: string, text: string): void {
    if (!this.isUp) return;
    for (const [id, member] of this.#redis.members) {
      if (member === this) continue;
      const way = this.#ways.get(id) ?? { lastAt: 0 };
      this.#ways.set(id, way);
      this.#redis.options.network.send(way, () => {
        if (this.#redis.isUp) member.hear(kind, text, this.processId);
      });
    }
  }

  #listen<T>(kind: string, schema: z.ZodType<T>, handle: (message: T, from: string) => void): void {
    const hear: Hear = (message, from) => {
      const read = schema.safeParse(message);
      if (read.success) handle(read.data, from);
    };
    this.#hearing.set(kind, [...(this.#hearing.get(kind) ?? []), hear]);
  }

  async #pause(): Promise<void> {
    const { random } = this.#redis.options;
    if (random.chance(SLOW)) await this.#time.wait(random.between(1, SLOW_MS));
  }
}

/** A memory across a network: each call takes its time, there and back. */
function memoryOf(isUp: () => boolean, pause: () => Promise<void>, memory: () => SharedMemory): SharedMemory {
  const use = async <T>(call: (memory: SharedMemory) => Promise<T>): Promise<T> => {
    await pause();
    const answer = await call(memory());
    await pause();
    return answer;
  };
  return {
    get isUp() {
      return isUp();
    },
    add: (...args) => use((there) => there.add(...args)),
    setIfAbsent: (...args) => use((there) => there.setIfAbsent(...args)),
    get: (key) => use((there) => there.get(key)),
    set: (...args) => use((there) => there.set(...args)),
    remove: (key) => use((there) => there.remove(key)),
    putFields: (...args) => use((there) => there.putFields(...args)),
    fields: (key) => use((there) => there.fields(key)),
  };
}
