import { Random } from './random.ts';
import type { ServerGroup } from './server-group.ts';
import type { ServerNode } from './server-node.ts';
import type { SeveralFaults as Plan } from './several-plan.ts';
import type { World } from './world.ts';

/** Longer than the others wait for a process that says nothing. */
const LONG_FREEZE_MS = 60_000;

/** What goes wrong only where the server is several processes on a database. */
export class SeveralFaults {
  readonly #world: World;
  readonly #plan: Plan;
  readonly #random: Random;
  #isHealed = false;
  readonly #kinds: Record<keyof Plan, () => void> = {
    freeze: () => this.#freeze(),
    databaseCrash: () => this.#crashDatabase(),
    databaseCut: () => this.#cutDatabase(),
    redisGone: () => this.#stopRedis(),
    redisCut: () => this.#cutRedis(),
    upgrade: () => this.#upgrade(),
  };

  constructor(world: World, plan: Plan) {
    this.#world = world;
    this.#plan = plan;
    this.#random = new Random(world.plan.seed ^ 0xfa17);
  }

  /** Called at each moment of the run. */
  maybe(): void {
    for (const [kind, share] of Object.entries(this.#plan)) {
      if (share > 0 && this.#random.chance(share)) this.#kinds[kind as keyof Plan]();
    }
  }

  heal(): void {
    this.#isHealed = true;
    const { server } = this.#world;
    server.database?.recover();
    server.redis?.start();
    for (const node of server.nodes) {
      node.reachesDatabase = true;
      node.reachesRedis = true;
      node.thaw();
    }
  }

  /** Somebody connects anew while what they may see changes: to a process that has perhaps not heard of it. */
  comeBack(userId: string): void {
    if (!this.#random.chance(0.5)) return;
    for (const client of this.#world.clients.filter((candidate) => candidate.userId === userId)) {
      this.#note('came back at a grant', client.name, 'connects anew');
      for (const line of this.#world.linesOf(client)) line.cut('its network has changed', 0);
      this.#later(1, 40, () => client.engine?.session.sync.tryNow());
    }
  }

  get #server(): ServerGroup {
    return this.#world.server;
  }

  #later(least: number, most: number, mend: () => void): void {
    this.#world.scheduler.after(this.#random.between(least, most), () => {
      if (!this.#isHealed) mend();
    });
  }

  #note(name: string, who: string, what: string): void {
    this.#world.fault(name);
    this.#world.say(who, what);
  }

  #someNode(): ServerNode | undefined {
    return this.#random.pick(this.#server.nodes.filter(({ isRunning }) => isRunning));
  }

  #freeze(): void {
    const node = this.#someNode();
    if (node === undefined || node.isFrozen) return;
    this.#note('process frozen', node.name, 'stands still');
    node.freeze();
    this.#later(100, this.#random.chance(0.3) ? LONG_FREEZE_MS : 5_000, () => {
      this.#world.say(node.name, 'goes on');
      node.thaw();
    });
  }

  #crashDatabase(): void {
    const { database } = this.#server;
    if (database?.isUp !== true) return;
    this.#note('database crashed', 'database', 'crashes');
    database.crash();
    this.#later(10, this.#random.chance(0.3) ? 15_000 : 2_000, () => {
      this.#world.say('database', 'is back');
      database.recover();
    });
  }

  /** Sometimes only the connections break, and new ones can be had at once. */
  #cutDatabase(): void {
    const node = this.#someNode();
    if (node === undefined || !node.reachesDatabase) return;
    this.#note('database cut off', node.name, 'loses its connections to the database');
    node.cutDatabase();
    if (this.#random.chance(0.5)) return;
    node.reachesDatabase = false;
    this.#later(10, this.#random.chance(0.3) ? 30_000 : 3_000, () => {
      this.#world.say(node.name, 'reaches the database again');
      node.reachesDatabase = true;
    });
  }

  #stopRedis(): void {
    const { redis } = this.#server;
    if (redis?.isUp !== true) return;
    this.#note('Redis gone', 'redis', 'is gone');
    redis.stop(this.#random.chance(0.5));
    this.#later(10, 40_000, () => {
      this.#world.say('redis', 'is back');
      redis.start();
    });
  }

  #cutRedis(): void {
    const node = this.#someNode();
    if (node === undefined || !node.reachesRedis) return;
    this.#note('Redis cut off', node.name, 'does not reach Redis');
    node.reachesRedis = false;
    this.#later(10, 30_000, () => {
      this.#world.say(node.name, 'reaches Redis again');
      node.reachesRedis = true;
    });
  }

  /** One process after the other is ended as an operator ends it; whoever starts processes again does so here too. */
  #upgrade(): void {
    this.#note('processes replaced', 'server', 'is replaced, one process after the other');
    this.#server.nodes.forEach((node, place) => {
      this.#later(place * 4_000, place * 4_000 + 2_000, () => node.stop('it is replaced'));
    });
  }
}
