import { setTimeout as wait } from 'node:timers/promises';
import { Redis, type RedisOptions } from 'ioredis';
import type { Logger } from 'pino';
import { readPem } from '../http/tls-files.ts';

/** A connection that answers nothing for so long is given up and opened anew, in milliseconds. */
const SILENT_MS = 3_000;
const CONNECT_MS = 3_000;
/** A command that takes longer is given up: whoever asked goes on without Redis. */
const COMMAND_MS = 1_000;
const LONGEST_RETRY_MS = 1_000;
const RETRY_STEP_MS = 100;

/** How long a read of the stream waits for something new. */
export const BLOCK_MS = 1_000;
/** After a read of the stream that failed, the next one waits so long: the adapter asks again at once. */
const AFTER_FAILED_READ_MS = 1_000;

/** Where Redis is; `caFile` names the file with what signed its certificate. */
export interface RedisSettings {
  readonly url: string;
  readonly caFile: string | undefined;
}

type SendArguments = Parameters<Redis['sendCommand']>;

/**
 * A connection to Redis. Whoever waits for an answer is told what failed; what nobody waits for (the
 * adapter's messages, and what is sent again on a new connection) fails without ending the process.
 */
class QuietRedis extends Redis {
  override sendCommand(...sent: SendArguments): unknown {
    return quiet(super.sendCommand(...sent));
  }
}

/** A connection that the adapter reads by: commands wait until it is open again. */
class ListeningRedis extends QuietRedis {
  override sendCommand(...sent: SendArguments): unknown {
    const answer = super.sendCommand(...sent);
    const [{ name }] = sent;
    return name === 'xread' && answer instanceof Promise ? quiet(withPause(answer)) : answer;
  }
}

function quiet(answer: unknown): unknown {
  if (answer instanceof Promise) answer.catch(() => {});
  return answer;
}

async function withPause<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    await wait(AFTER_FAILED_READ_MS, undefined, { ref: false });
    throw error;
  }
}

/** The connection that commands go by; where it is not open they fail at once. The adapter opens its own from it. */
export class CommandRedis extends QuietRedis {
  readonly listening: Redis[] = [];
  readonly #url: string;
  readonly #common: RedisOptions;

  constructor(url: string, common: RedisOptions) {
    super(url, {
      ...common,
      ...{ enableOfflineQueue: false, maxRetriesPerRequest: 0, commandTimeout: COMMAND_MS },
    });
    this.#url = url;
    this.#common = common;
  }

  override duplicate(): Redis {
    const duplicate = new ListeningRedis(this.#url, { ...this.#common, maxRetriesPerRequest: null });
    this.listening.push(duplicate);
    return duplicate;
  }
}

/**
 * Opens a connection that stays: it comes back by itself as long as it is not closed.
 * @throws Error naming the file of HOLDFAST_REDIS_CA where it cannot be read
 */
export function openRedis({ url, caFile }: RedisSettings, log: Logger): CommandRedis {
  const redis = new CommandRedis(url, {
    socketTimeout: SILENT_MS,
    connectTimeout: CONNECT_MS,
    retryStrategy: (times) => Math.min(times * RETRY_STEP_MS, LONGEST_RETRY_MS),
    ...(caFile !== undefined && { tls: { ca: readPem(caFile, 'HOLDFAST_REDIS_CA') } }),
  });
  // Whether it works is asked again and again (redis-health.ts), and said there.
  redis.on('error', (error) => log.debug({ err: error }, 'the connection to Redis failed'));
  return redis;
}

/** Which part of a Redis a server uses, by the number of the database in the address: messages know no databases. */
export function prefixOf(redis: Redis): string {
  return `holdfast-${redis.options.db ?? 0}`;
}
