import type { Logger } from 'pino';
import type { Outside } from '../sync/outside.ts';
import { PokedWork } from '../sync/poked-work.ts';
import type { ClusterHealth } from './cluster.ts';
import { channelOf } from './redis-bus.ts';
import type { CommandRedis } from './redis-link.ts';

/** How often Redis is asked, in milliseconds. */
const ASK_EVERY_MS = 1_000;

export interface RedisHealthOptions {
  readonly redis: CommandRedis;
  readonly prefix: string;
  readonly outside: Pick<Outside, 'every' | 'elapsed'>;
  readonly log: Logger;
}

/**
 * Whether Redis answers, asked again and again: a connection that looks open may lead nowhere. While it
 * does not answer nobody waits for it.
 */
export class RedisHealth {
  readonly #options: RedisHealthOptions;
  readonly #asking = new PokedWork(() => this.#ask());
  readonly #stopTimer: () => void;
  #isUp = false;
  #wasDown = false;
  #latencyMs: number | undefined;
  #processes = 1;

  constructor(options: RedisHealthOptions) {
    this.#options = options;
    const { redis, outside } = options;
    redis.on('ready', () => this.#asking.poke());
    redis.on('close', () => this.failed(new Error('The connection was closed.')));
    this.#stopTimer = outside.every(ASK_EVERY_MS, () => this.#asking.poke());
  }

  /** Whether commands are answered. */
  get isUp(): boolean {
    return this.#isUp;
  }

  get health(): ClusterHealth {
    const hears = this.#options.redis.listening.every(({ status }) => status === 'ready');
    return {
      status: this.#isUp && hears ? 'up' : 'down',
      latencyMs: this.#isUp ? this.#latencyMs : undefined,
      processes: this.#isUp ? this.#processes : 1,
    };
  }

  /** Something failed: nobody waits for Redis until it has answered again. */
  failed(error: unknown): void {
    this.#isUp = false;
    if (this.#wasDown) return;
    this.#wasDown = true;
    this.#options.log.warn({ err: error }, 'Redis does not answer: this process goes on alone until it does');
  }

  async stop(): Promise<void> {
    this.#stopTimer();
    await this.#asking.idle();
  }

  async #ask(): Promise<void> {
    const { redis, prefix, outside, log } = this.#options;
    this.#keepListening();
    const begun = outside.elapsed();
    try {
      const [, processes] = await redis.pubsub('NUMSUB', channelOf(prefix));
      this.#latencyMs = outside.elapsed() - begun;
      this.#processes = Math.max(1, Number(processes));
    } catch (error) {
      this.failed(error);
      return;
    }
    this.#isUp = true;
    if (this.#wasDown) log.info('Redis answers again');
    this.#wasDown = false;
  }

  /** Whoever only listens finds out by asking that nobody is there any more: then it connects anew. */
  #keepListening(): void {
    for (const connection of this.#options.redis.listening) {
      if (connection.status === 'ready') void connection.ping();
    }
  }
}
