import type { Redis } from 'ioredis';
import type { SharedMemory } from './cluster.ts';
import { LocalMemory } from './local-memory.ts';

/** A key that runs out while it is looked at is tried for again, so often. */
const TRIES = 3;

export interface RedisMemoryOptions {
  readonly redis: Redis;
  /** Before all keys. */
  readonly prefix: string;
  readonly now: () => number;
  /** Whether it is worth asking. */
  readonly isUp: () => boolean;
  /** Is told of what failed. */
  readonly failed: (error: unknown) => void;
}

/** What processes remember together in Redis; without it this one remembers for itself. */
export class RedisMemory implements SharedMemory {
  readonly #options: RedisMemoryOptions;
  readonly #local: LocalMemory;

  constructor(options: RedisMemoryOptions) {
    this.#options = options;
    this.#local = new LocalMemory(options.now);
  }

  get isUp(): boolean {
    return this.#options.isUp();
  }

  add(key: string, count: number, keepMs: number): Promise<number> {
    return this.#shared(
      async (redis) => {
        const name = this.#name(key);
        const [sum] = await together(redis.multi().incrbyfloat(name, count).pexpire(name, keepMs));
        return Number(sum);
      },
      (local) => local.add(key, count, keepMs),
    );
  }

  setIfAbsent(key: string, value: string, keepMs: number): Promise<string> {
    return this.#shared(
      async (redis) => {
        for (let tries = 0; tries < TRIES; tries += 1) {
          if ((await redis.set(this.#name(key), value, 'PX', keepMs, 'NX')) === 'OK') return value;
          const known = await redis.get(this.#name(key));
          if (known !== null) return known;
        }
        return value;
      },
      (local) => local.setIfAbsent(key, value, keepMs),
    );
  }

  get(key: string): Promise<string | undefined> {
    return this.#shared(
      async (redis) => (await redis.get(this.#name(key))) ?? undefined,
      (local) => local.get(key),
    );
  }

  set(key: string, value: string, keepMs: number): Promise<void> {
    return this.#shared(
      async (redis) => {
        await redis.set(this.#name(key), value, 'PX', keepMs);
      },
      (local) => local.set(key, value, keepMs),
    );
  }

  remove(key: string): Promise<void> {
    return this.#shared(
      async (redis) => {
        await redis.del(this.#name(key));
      },
      (local) => local.remove(key),
    );
  }

  putFields(key: string, fields: Readonly<Record<string, string | null>>, keepMs: number): Promise<void> {
    return this.#shared(
      async (redis) => {
        const name = this.#name(key);
        const put = Object.entries(fields).flatMap(([field, value]) =>
          value === null ? [] : [field, value],
        );
        const gone = Object.keys(fields).filter((field) => fields[field] === null);
        const commands = redis.multi();
        if (put.length > 0) commands.hset(name, ...put);
        if (gone.length > 0) commands.hdel(name, ...gone);
        await together(commands.pexpire(name, keepMs));
      },
      (local) => local.putFields(key, fields, keepMs),
    );
  }

  fields(key: string): Promise<Readonly<Record<string, string>>> {
    return this.#shared(
      (redis) => redis.hgetall(this.#name(key)),
      (local) => local.fields(key),
    );
  }

  #name(key: string): string {
    return `${this.#options.prefix}:${key}`;
  }

  async #shared<T>(
    ask: (redis: Redis) => Promise<T>,
    without: (local: LocalMemory) => Promise<T>,
  ): Promise<T> {
    const { redis, isUp, failed } = this.#options;
    if (!isUp()) return without(this.#local);
    try {
      return await ask(redis);
    } catch (error) {
      failed(error);
      return without(this.#local);
    }
  }
}

/** Runs commands as one, and gives their answers. */
async function together(commands: ReturnType<Redis['multi']>): Promise<unknown[]> {
  const answers = (await commands.exec()) ?? [];
  for (const [error] of answers) if (error !== null) throw error;
  return answers.map(([, answer]) => answer);
}
