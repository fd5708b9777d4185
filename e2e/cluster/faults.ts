import { between, type Chance } from '../crash/chance.ts';
import type { ClusterWorld, Node } from './world.ts';

/** Mends what was broken; resolves when it serves again. */
type Mend = () => Promise<void>;

export interface Fault {
  readonly name: string;
  readonly strike: (world: ClusterWorld, node: Node) => Promise<Mend>;
}

/** All that happens. Each is mended within a few seconds. */
export const faults: readonly Fault[] = [
  {
    name: 'a process is killed',
    strike: async (_, { server }) => {
      await server.kill();
      return () => server.start();
    },
  },
  {
    name: 'a process is stopped',
    strike: async ({ problems }, { server }) => {
      const code = await server.stop();
      if (code !== 0) problems.push(`A process that was told to stop ended with ${code}.`);
      return () => server.start();
    },
  },
  {
    name: 'a process is frozen',
    strike: async (_, { server }) => {
      server.freeze();
      return async () => server.goOn();
    },
  },
  {
    name: 'PostgreSQL crashes',
    strike: async ({ postgres }) => {
      await postgres.crash();
      return () => postgres.restart();
    },
  },
  {
    name: 'PostgreSQL is stopped',
    strike: async ({ postgres }) => {
      await postgres.stop();
      return () => postgres.restart();
    },
  },
  {
    name: 'Redis is killed',
    strike: async ({ redis }) => {
      await redis.kill();
      return () => redis.restart();
    },
  },
  {
    name: 'Redis is frozen',
    strike: async ({ redis }) => {
      redis.freeze();
      return async () => redis.goOn();
    },
  },
  {
    name: 'a process starts while PostgreSQL is away',
    strike: async ({ postgres }, { server }) => {
      await server.kill();
      await postgres.crash();
      const started = Promise.allSettled([server.start()]);
      return async () => {
        await postgres.restart();
        for (const outcome of await started) if (outcome.status === 'rejected') throw outcome.reason;
      };
    },
  },
  {
    name: 'a process starts while Redis is away',
    strike: async ({ redis }, { server }) => {
      await server.kill();
      await redis.kill();
      await server.start();
      return () => redis.restart();
    },
  },
  {
    name: 'the power fails',
    strike: async ({ nodes, postgres, redis }) => {
      await Promise.all([postgres.crash(), redis.kill(), ...nodes.map(({ server }) => server.kill())]);
      return async () => {
        const started = Promise.all(nodes.map(({ server }) => server.start()));
        await Promise.all([postgres.restart(), redis.restart(), started]);
      };
    },
  },
  cutOff('PostgreSQL', ({ toPostgres }) => toPostgres),
  held('PostgreSQL', ({ toPostgres }) => toPostgres),
  cutOff('Redis', ({ toRedis }) => toRedis),
  held('Redis', ({ toRedis }) => toRedis),
  {
    name: 'HAProxy is reloaded',
    strike: async ({ many }) => {
      many.haproxy.reload();
      return async () => {};
    },
  },
  {
    name: 'HAProxy is restarted',
    strike: async ({ many }) => {
      await many.haproxy.stop();
      return () => many.haproxy.start();
    },
  },
];

type LineOf = (node: Node) => Node['toPostgres'];

function cutOff(name: string, lineOf: LineOf): Fault {
  return {
    name: `a process is cut off from ${name}`,
    strike: async (_, node) => {
      lineOf(node).cut();
      return async () => lineOf(node).mend();
    },
  };
}

function held(name: string, lineOf: LineOf): Fault {
  return {
    name: `a process does not get through to ${name}`,
    strike: async (_, node) => {
      lineOf(node).hold();
      return async () => lineOf(node).mend();
    },
  };
}

/** These faults in an order by chance, each once before one comes again. */
export function* inTurn(kinds: readonly Fault[], chance: Chance): Generator<Fault, never> {
  for (;;) {
    const left = [...kinds];
    while (left.length > 0) yield* left.splice(between(chance, 0, left.length - 1), 1);
  }
}
