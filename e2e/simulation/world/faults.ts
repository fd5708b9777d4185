import path from 'node:path';
import type { ClientNode } from './client-node.ts';
import { simPeople } from './people.ts';
import type { FaultPlan } from './plan.ts';
import type { PushedMutation } from './pushed-mutation.ts';
import type { Random } from './random.ts';
import type { ServerNode } from './server-node.ts';
import { SeveralFaults } from './several-faults.ts';
import type { World } from './world.ts';

/** Lets things go wrong, as often as the plan says, and be mended after a while. */
export class Faults {
  readonly #world: World;
  readonly #random: Random;
  #backups = 0;
  /** What had been executed at each backup: a restore may go back to another life of the data. */
  readonly #executedAt = new Map<number, ReadonlyMap<string, PushedMutation>>();
  #epochs = 0;
  #healed = false;
  readonly #several: SeveralFaults | undefined;
  /** Clients whose folder was copied. */
  readonly #copied = new Set<ClientNode>();
  readonly #kinds: Record<keyof FaultPlan, () => void> = {
    cut: () => this.#cut(),
    clientKill: () => this.#killClient(),
    clientKillInCommit: () => this.#killClientInCommit(),
    clientDisk: () => this.#fillClientDisk(),
    clientCopyBack: () => this.#copyClientBack(),
    serverKill: () => this.#killServer('it loses power'),
    serverKillAfterCommit: () => this.#killServerAfterCommit(),
    serverDisk: () => this.#fillServerDisk(),
    restore: () => this.#restore(true),
    copyBack: () => this.#restore(false),
    prune: () => this.#prune(),
    clock: () => this.#stepClock(),
    grant: () => this.#changeGrant(),
    disable: () => this.#disable(),
  };

  constructor(world: World) {
    this.#world = world;
    this.#random = world.random.fork();
    const { several } = world.plan;
    this.#several = several && new SeveralFaults(world, several.faults);
    this.#backUp();
  }

  /** Called at each moment of the run. */
  maybe(): void {
    for (const [kind, share] of Object.entries(this.#world.plan.faults)) {
      if (share > 0 && this.#random.chance(share)) this.#kinds[kind as keyof FaultPlan]();
    }
    this.#several?.maybe();
    const mayGoBack = this.#world.plan.faults.restore + this.#world.plan.faults.copyBack > 0;
    if (mayGoBack && this.#random.chance(0.08)) this.#backUp();
  }

  /** Ends all that goes on, and starts whatever does not run. The network stays as it is. */
  heal(): void {
    this.#healed = true;
    const { server, clients } = this.#world;
    server.isDiskFull = false;
    for (const node of server.nodes) node.diesAtNextCommit = false;
    this.#several?.heal();
    server.start();
    for (const client of clients) {
      client.isConnected = true;
      if (client.file !== undefined) client.file.death = undefined;
      client.setDiskFull(false);
      client.start();
    }
  }

  #someClient(): ClientNode | undefined {
    return this.#random.pick(this.#world.clients);
  }

  #later(least: number, most: number, mend: () => void): void {
    this.#world.scheduler.after(this.#random.between(least, most), () => {
      if (!this.#healed) mend();
    });
  }

  #note(name: string, who: string, what: string): void {
    this.#world.fault(name);
    this.#world.say(who, what);
  }

  #cut(): void {
    const client = this.#someClient();
    if (client === undefined || !client.isConnected) return;
    this.#note('cut', client.name, 'loses its network');
    client.isConnected = false;
    for (const line of this.#world.linesOf(client)) line.cut('the network is gone');
    this.#later(10, this.#random.chance(0.3) ? 120_000 : 4_000, () => {
      this.#world.say(client.name, 'has its network back');
      client.isConnected = true;
      if (this.#random.chance(0.7)) client.engine?.session.sync.tryNow();
    });
  }

  #killClient(): void {
    const client = this.#someClient();
    if (client?.engine === undefined) return;
    const isQuit = this.#random.chance(0.3);
    this.#note('client killed', client.name, isQuit ? 'is ended' : 'is killed');
    if (isQuit) client.quit();
    else client.kill();
    this.died(client);
  }

  /** A client that does not run: what its line carried is lost, and it is started again some time. */
  died(client: ClientNode): void {
    for (const line of this.#world.linesOf(client)) line.cut('the app ended');
    this.#later(1, this.#random.chance(0.3) ? 90_000 : 3_000, () => {
      this.#world.say(client.name, 'starts again');
      if (!client.start()) this.died(client);
    });
  }

  #killClientInCommit(): void {
    const client = this.#someClient();
    if (client?.file === undefined || client.file.death !== undefined) return;
    this.#note('client killed at a commit', client.name, 'will lose power at a commit');
    client.file.death = { commits: this.#random.between(0, 4), before: this.#random.chance(0.5) };
  }

  /** A profile is copied while the app is off, and put back some time later, as from a backup of the device (S6). */
  #copyClientBack(): void {
    const client = this.#someClient();
    if (client?.engine === undefined || client.isPrevious || client.isDiskFull) return;
    client.quit();
    if (this.#copied.delete(client)) {
      this.#note('client data copied back', client.name, 'is put back to a copy of its folder');
      client.copyFolder('back');
      this.#world.putBack.add(client);
    } else {
      this.#world.say(client.name, 'is copied');
      client.copyFolder('away');
      this.#copied.add(client);
    }
    this.died(client);
  }

  #fillClientDisk(): void {
    const client = this.#someClient();
    if (client?.engine === undefined || client.isDiskFull) return;
    this.#note('client disk full', client.name, 'has no room on its disk');
    client.setDiskFull(true);
    this.#later(100, 30_000, () => {
      this.#world.say(client.name, 'has room again');
      client.setDiskFull(false);
    });
  }

  #killServer(why: string): void {
    const node = this.#someNode();
    if (!node.isRunning) return;
    this.#note('server killed', node.name, why);
    node.kill(why);
    this.serverDied(node);
  }

  serverDied(node: ServerNode): void {
    const start = (): void => {
      this.#world.say(node.name, 'starts again');
      node.start();
    };
    // What was begun before, as an upgrade, may end it after all was healed.
    if (this.#healed) this.#world.scheduler.after(1_000, start);
    else this.#later(1, 5_000, start);
  }

  #killServerAfterCommit(): void {
    const node = this.#someNode();
    if (node.diesAtNextCommit) return;
    this.#note('server killed after a commit', node.name, 'will lose power after a commit');
    node.diesAtNextCommit = true;
  }

  /** The only process, or one of them. */
  #someNode(): ServerNode {
    const { nodes } = this.#world.server;
    const node = nodes.length === 1 ? nodes[0] : this.#random.pick(nodes);
    if (node === undefined) throw new Error('a server is at least one process');
    return node;
  }

  #fillServerDisk(): void {
    const { server } = this.#world;
    if (server.isDiskFull) return;
    this.#note('server disk full', 'server', 'has no room on its disk');
    server.isDiskFull = true;
    this.#later(100, 15_000, () => {
      this.#world.say('server', 'has room again');
      server.isDiskFull = false;
    });
  }

  #backUp(): void {
    this.#backups += 1;
    this.#world.server.data.backUp(this.#backupFile(this.#backups));
    this.#executedAt.set(this.#backups, new Map(this.#world.executed));
    this.#world.say('server', `is backed up (${this.#backups})`);
  }

  #backupFile(number: number): string {
    return path.join(this.#world.files.folder, `backup-${number}.sqlite`);
  }

  #restore(withNewEpoch: boolean): void {
    const { server, ledger } = this.#world;
    const number = Math.max(1, this.#backups - this.#random.between(0, 1));
    if (withNewEpoch) this.#world.wasRestored = true;
    else this.#world.wasCopiedBack = this.#world.wasRestored = true;
    const before = ledger.version;
    server.kill('it is restored');
    this.#epochs += 1;
    const epoch = withNewEpoch
      ? `019b8c00-0000-7000-8000-0000000e${String(this.#epochs).padStart(4, '0')}`
      : undefined;
    server.restore(this.#backupFile(number), epoch);
    this.#world.putBackExecuted(this.#executedAt.get(number) ?? new Map());
    const what = withNewEpoch ? 'server restored' : 'server data copied back';
    this.#note(what, 'server', `${what} from version ${before} to ${ledger.version}`);
    for (const node of server.nodes) this.serverDied(node);
  }

  /** What is gone is forgotten after moments instead of days. */
  #prune(): void {
    const { server, ledger, scheduler, changedBesideAt } = this.#world;
    // Only what all connections were told of may be pruned.
    if (!server.isRunning || server.isDiskFull || scheduler.now - changedBesideAt < 2_000) return;
    const upTo = Math.min(ledger.version, server.toldVersion) - this.#random.between(0, 40);
    if (upTo <= 0) return;
    this.#note('history pruned', 'server', `forgets what was gone up to version ${upTo}`);
    server.beside.prune(upTo).catch((error: unknown) => {
      // A database across a network may be gone.
      if (server.database === undefined) this.#world.violate('0 faults', `pruning failed: ${String(error)}`);
    });
  }

  #stepClock(): void {
    const place = this.#random.between(0, this.#world.clients.length);
    const node = this.#world.clients[place] ?? this.#world.server;
    const far = this.#random.chance(0.3) ? 6 * 3_600_000 : 30_000;
    node.clockOffset = this.#random.between(-far, far);
    this.#note(
      'clock stepped',
      place < this.#world.clients.length ? `client${place + 1}` : 'server',
      `clock is off by ${node.clockOffset} ms`,
    );
  }

  /** A membership comes or goes by the command line, whoever is offline. */
  #changeGrant(): void {
    const { mirror } = this.#world;
    const memberships = [...mirror.rows('membership')].filter(({ groupTable }) => groupTable === 'project');
    const membership = this.#random.pick(memberships);
    const projects = [...mirror.rows('project')];
    const project = this.#random.pick(projects);
    const person = this.#random.pick(simPeople);
    if (membership !== undefined && this.#random.chance(0.5)) {
      this.#note('scope revoked', 'server', `membership ${membership.id} goes`);
      this.#several?.comeBack(String(membership.userId));
      this.#change('membership.remove', { id: membership.id });
    } else if (project !== undefined && person !== undefined) {
      this.#note('scope granted', 'server', `${person.name} joins ${project.id}`);
      this.#several?.comeBack(person.id);
      const id = this.#newId();
      this.#change('membership.add', {
        id,
        userId: person.id,
        groupTable: 'project',
        groupId: project.id,
        role: 'member',
      });
    }
  }

  #disable(): void {
    const person = this.#random.pick(simPeople.slice(1));
    const already = simPeople.some(({ id }) => this.#world.mirror.isDisabled(id));
    if (person === undefined || already) return;
    this.#note('person disabled', 'server', `${person.name} is disabled`);
    this.#change('user.disable', { id: person.id });
  }

  #newId(): string {
    const tail = Array.from(this.#random.bytes(6), (byte) => byte.toString(16).padStart(2, '0')).join('');
    return `019b8c00-0000-7000-9000-${tail}`;
  }

  #change(name: string, args: object): void {
    if (this.#world.server.isDiskFull) return;
    this.#world.changedBesideAt = this.#world.scheduler.now;
    // A refusal here is as good as any other answer.
    this.#world.server.beside
      .change(name, args)
      .catch((error: unknown) => this.#world.say('server', `refuses: ${String(error)}`));
  }
}
