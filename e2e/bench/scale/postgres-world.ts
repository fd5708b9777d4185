import { PostgresProcess } from '../../../apps/server/src/test-support/postgres-process.ts';
import { RedisProcess } from '../../../apps/server/src/test-support/redis-process.ts';
import { ServerProcess } from '../../support/server-process.ts';
import { BarePostgres } from './bare-postgres.ts';
import type { DurableWorld } from './durable.ts';
import { prepareServer, scaleSettings } from './scale-world.ts';

const DATABASE = 'holdfast';

/** So many server processes on one PostgreSQL, whose commits reach the disk, with Redis between them. */
export async function postgresWorld(writers: number, processes: number): Promise<DurableWorld> {
  const [postgres, redis] = [await PostgresProcess.start({ isDurable: true }), await RedisProcess.start()];
  const settings = {
    HOLDFAST_DATABASE_URL: await postgres.database(DATABASE),
    HOLDFAST_REDIS_URL: redis.url,
  };
  const { server, crowd } = await prepareServer(writers, 'staff', settings);
  const bare = await BarePostgres.keep(postgres, DATABASE);
  const others = Array.from(
    { length: processes - 1 },
    () => new ServerProcess({ ...scaleSettings, ...settings }, server.folder),
  );
  return {
    ...{ servers: [server, ...others], crowd },
    replay: (transactions) => bare.replay(transactions),
    remove: async () => {
      for (const other of others) await other.kill();
      await server.remove();
      await Promise.all([postgres.remove(), redis.remove()]);
    },
  };
}
