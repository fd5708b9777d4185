import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Outside } from '../sync/outside.ts';
import { aloneCluster } from './alone.ts';
import type { Cluster } from './cluster.ts';
import { RedisBus } from './redis-bus.ts';
import { RedisHealth } from './redis-health.ts';
import { openRedis, prefixOf } from './redis-link.ts';
import { RedisMemory } from './redis-memory.ts';

export interface OpenedCluster extends Cluster {
  /** Lets go of Redis. Never rejects. */
  readonly close: () => Promise<void>;
}

/**
 * This process among those of one server: over Redis where the settings name one, alone otherwise. It
 * waits for nothing: a Redis that is gone is used as soon as it answers.
 * @throws Error naming the file of HOLDFAST_REDIS_CA where it cannot be read
 */
export function openCluster(
  { redis: settings }: Pick<Config, 'redis'>,
  { outside, log }: { readonly outside: Outside; readonly log: Logger },
): OpenedCluster {
  if (settings === undefined) return { ...aloneCluster(outside), close: async () => {} };
  const processId = outside.newId();
  const redis = openRedis(settings, log);
  const prefix = prefixOf(redis);
  const bus = new RedisBus({ redis, prefix, processId, log });
  const asked = new RedisHealth({ redis, prefix, outside, log });
  return {
    processId,
    bus,
    memory: new RedisMemory({
      ...{ redis, prefix, now: outside.now, isUp: () => asked.isUp },
      failed: (error) => asked.failed(error),
    }),
    get health() {
      return asked.health;
    },
    async close() {
      await asked.stop();
      await bus.close();
      redis.disconnect();
    },
  };
}
