import { PostgresProcess } from '../../apps/server/src/test-support/postgres-process.ts';
import { RedisProcess } from '../../apps/server/src/test-support/redis-process.ts';
import { Many } from '../proxies/many.ts';
import { type Person, ServerProcess } from '../support/server-process.ts';
import { TcpLine } from '../support/tcp-line.ts';

const PROCESSES = 3;
const DATABASE = 'holdfast';

/** Short enough that a run of minutes sees what takes its time otherwise; everybody comes from one address here. */
const SETTINGS = {
  HOLDFAST_LOG_LEVEL: 'info',
  HOLDFAST_TRUSTED_PROXIES: 'loopback',
  HOLDFAST_ACCESS_TOKEN_SECONDS: '60',
  HOLDFAST_RECONNECT_SPREAD_MS: '1000',
  HOLDFAST_SIGN_INS_PER_MINUTE_PER_ADDRESS: '10000',
  HOLDFAST_REFUSED_HANDSHAKES_PER_MINUTE_PER_ADDRESS: '100000',
};

/** A server process and its own lines to the databases. */
export interface Node {
  readonly server: ServerProcess;
  readonly toPostgres: TcpLine;
  readonly toRedis: TcpLine;
}

/** PostgreSQL, Redis, HAProxy and three server processes, each a real program. */
export class ClusterWorld {
  readonly postgres: PostgresProcess;
  readonly redis: RedisProcess;
  readonly nodes: readonly Node[];
  /** What went wrong on the way. */
  readonly problems: string[] = [];
  #many: Many | undefined;

  private constructor(postgres: PostgresProcess, redis: RedisProcess, nodes: readonly Node[]) {
    this.postgres = postgres;
    this.redis = redis;
    this.nodes = nodes;
  }

  static async start(people: readonly Person[]): Promise<ClusterWorld> {
    const postgres = await PostgresProcess.start();
    const redis = await RedisProcess.start();
    const address = await postgres.database(DATABASE);
    const nodes: Node[] = [];
    for (let place = 0; place < PROCESSES; place += 1)
      nodes.push(await createNode(address, redis.url, nodes[0]?.server.folder));
    const world = new ClusterWorld(postgres, redis, nodes);
    try {
      await world.#serve(people);
      return world;
    } catch (error) {
      await world.remove();
      throw error;
    }
  }

  get many(): Many {
    if (this.#many === undefined) throw new Error('HAProxy does not run.');
    return this.#many;
  }

  get databaseUrl(): string {
    return this.postgres.url(DATABASE);
  }

  /** What a command says that looks at the whole data. Rejects where it finds something wrong. */
  check(): Promise<string> {
    const [first] = this.nodes;
    if (first === undefined) throw new Error('There is no process.');
    return first.server.admin(['check']);
  }

  async remove(): Promise<void> {
    await this.#many?.stop();
    for (const { server, toPostgres, toRedis } of this.nodes.toReversed()) {
      await server.remove();
      await toPostgres.stop();
      await toRedis.stop();
    }
    await this.redis.remove();
    await this.postgres.remove();
  }

  async #serve(people: readonly Person[]): Promise<void> {
    await this.nodes[0]?.server.addPeople(...people);
    await Promise.all(this.nodes.map(({ server }) => server.start()));
    this.#many = await Many.start({
      servers: this.nodes.map(({ server }) => Number(new URL(server.url).port)),
    });
  }
}

/** All processes have the files of one folder. */
async function createNode(postgresUrl: string, redisUrl: string, folder: string | undefined): Promise<Node> {
  const [toPostgres, postgres] = await lineTo(postgresUrl);
  const [toRedis, redis] = await lineTo(redisUrl);
  const settings = { ...SETTINGS, HOLDFAST_DATABASE_URL: postgres, HOLDFAST_REDIS_URL: redis };
  return { server: new ServerProcess(settings, folder), toPostgres, toRedis };
}

/** A line to what serves there, and the address by which it goes over it. */
async function lineTo(address: string): Promise<[TcpLine, string]> {
  const url = new URL(address);
  const line = new TcpLine(Number(url.port));
  url.port = String(await line.start());
  return [line, url.href];
}
