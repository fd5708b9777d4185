import { rmSync } from 'node:fs';
import { checkAlerts } from './checks/alerts.ts';
import { checkChange, checkOrder, readOwnChanges } from './checks/changes.ts';
import { checkFields } from './checks/fields.ts';
import { checkFiles } from './checks/files.ts';
import { checkOverlay, checkSearch } from './checks/overlay.ts';
import { checkPresence } from './checks/presence.ts';
import { checkBase, checkCursors } from './checks/rows.ts';
import { checkSeen } from './checks/seen.ts';
import { serverProblems } from './checks/server-data.ts';
import { checkTotals } from './checks/totals.ts';
import { checkUnread } from './checks/unread.ts';
import type { FaultCounts } from './network/network.ts';
import { Acting } from './operations/act.ts';
import type { ClientNode } from './world/client-node.ts';
import { Faults } from './world/faults.ts';
import { FileLife } from './world/file-life.ts';
import { shrinkLimits } from './world/limits.ts';
import { planRun } from './world/plan.ts';
import { readHeads } from './world/server-file.ts';
import type { ServerNode } from './world/server-node.ts';
import { type RunFolder, type Violation, World } from './world/world.ts';

/** What one run gave. */
export interface RunReport {
  readonly seed: number;
  readonly operations: number;
  readonly checks: number;
  readonly faults: FaultCounts;
  readonly violations: readonly Violation[];
  /** Of the trace: the same seed gives the same (invariant 8). */
  readonly traceHash: number;
  readonly trace: readonly string[];
}

/** The most that may happen until everything is quiet again after all was healed. */
const HEAL_MS = 15 * 60_000;
const HEAL_STEPS = 60_000;
/** How long the network may stay bad after everything else was healed. */
const LAST_MS = 20_000;
/** How often presence is looked at in the end, and how long after everybody has a new line. */
const PRESENCE = 0.25;
const PRESENCE_MS = 8_000;
/** How often that is repeated where something was found to differ. */
const MOST_CHECKS = 8;

/** Runs a seed from its empty beginning to the checks at its end. */
export async function runSeed(seed: number, files: RunFolder, keepsTrace = false): Promise<RunReport> {
  const plan = planRun(seed);
  rmSync(files.folder, { recursive: true, force: true });
  const world = new World(plan, files, keepsTrace);
  shrinkLimits(world.random);
  const run = new Run(world);
  try {
    await run.play();
    await run.settle();
    if (world.violations.length === 0) await run.checkEnd();
  } finally {
    run.end();
    rmSync(files.folder, { recursive: true, force: true });
  }
  return {
    seed,
    operations: plan.operations,
    checks: world.checks,
    faults: world.faults,
    violations: world.violations,
    traceHash: world.trace.hash,
    trace: world.trace.lines,
  };
}

class Run {
  readonly #world: World;
  readonly #acting: Acting;
  readonly #faults: Faults;
  readonly #fileLife: FileLife;
  readonly #wereServing = new Set<ServerNode>();
  readonly #wereRunning = new Set<ClientNode>();

  constructor(world: World) {
    this.#world = world;
    this.#faults = new Faults(world);
    this.#fileLife = new FileLife(world);
    this.#acting = new Acting(world);
  }

  /** The part in which people work and things go wrong. */
  async play(): Promise<void> {
    const { server, clients, plan, scheduler } = this.#world;
    server.start();
    for (const client of clients) scheduler.after(this.#world.random.between(0, 2_000), () => client.start());
    let left = plan.operations;
    const moment = (): void => {
      this.#faults.maybe();
      this.#fileLife.maybe();
      const running = clients.filter(({ engine }) => engine !== undefined);
      const client = this.#world.random.pick(running);
      if (client !== undefined) this.#acting.act(client);
      left -= 1;
      if (left > 0) scheduler.after(this.#pause(), moment);
    };
    scheduler.after(2_500, moment);
    while (left > 0 && this.#world.violations.length === 0) {
      await this.#world.runUntil(scheduler.now + 10_000, 1_000, () => this.#afterStep());
    }
  }

  /** Heals everything and waits, within bounds, until nothing moves any more. */
  async settle(): Promise<void> {
    const { scheduler, violations, clients, looksWithinMs } = this.#world;
    if (violations.length > 0) return;
    this.#world.say('world', 'everything is healed');
    this.#faults.heal();
    // Sometimes the last messages are lost too, and nothing follows them.
    const losesLast = this.#world.random.chance(0.5);
    if (losesLast) await this.#world.runUntil(scheduler.now + LAST_MS, HEAL_STEPS, () => this.#afterStep());
    this.#world.network.heal();
    this.#world.bus.heal();
    this.#world.say('world', 'the network is healed');
    for (const client of clients) client.engine?.session.sync.tryNow();
    await this.#untilQuiet();
    if (violations.length > 0) return;
    for (let checks = 0; checks < MOST_CHECKS && violations.length === 0; checks += 1) {
      const differed = this.#differed();
      await this.#world.runUntil(scheduler.now + looksWithinMs, HEAL_STEPS, () => this.#afterStep());
      if (violations.length === 0) await this.#untilQuiet();
      // What was read anew is compared once more: a second scope may have been wrong too.
      if (this.#differed() === differed) return;
    }
  }

  /** How many scopes clients have found to differ from the server's so far. */
  #differed(): number {
    return this.#world.clients.reduce((sum, { engine }) => {
      const line = engine?.statements.get<{ value: string }>(
        "SELECT value FROM meta WHERE key = 'mismatches'",
      );
      return sum + Number(line?.value ?? 0);
    }, 0);
  }

  /** The invariants that hold once everything is quiet. */
  async checkEnd(): Promise<void> {
    const { world } = { world: this.#world };
    const grown = [...world.clients];
    for (const client of grown) this.#checkClient(client);
    this.#expect('3 order', checkOrder(world));
    for (const problem of world.server.data.look((db) => [...serverProblems(db, world.mirror)]))
      world.violate('7 server', problem);
    for (const problem of checkFields(world)) world.violate('9 fields', problem);
    for (const problem of checkAlerts(world)) world.violate('13 alerts', problem);
    for (const problem of checkFiles(world)) world.violate('15 files', problem);
    if (world.violations.length === 0) await this.#checkPresence();
    if (world.violations.length === 0) await this.#checkFresh(grown);
  }

  /** Invariant 11: over new lines, since a line that stands loses nothing in the real world, everybody is shown as they are. */
  async #checkPresence(): Promise<void> {
    const { clients, mirror, scheduler } = this.#world;
    if (!this.#world.random.chance(PRESENCE)) return;
    for (const client of clients) {
      for (const line of this.#world.linesOf(client)) line.cut('the network is gone');
      client.engine?.session.sync.tryNow();
    }
    await this.#untilQuiet();
    await this.#world.runUntil(scheduler.now + PRESENCE_MS, HEAL_STEPS, () => this.#afterStep());
    const watchers = clients.map((client) => ({ client, looks: this.#acting.looking.of(client) }));
    for (const problem of checkPresence(mirror, watchers)) this.#world.violate('11 presence', problem);
  }

  end(): void {
    this.#world.server.end();
    for (const client of this.#world.clients) client.kill();
  }

  #pause(): number {
    const { random, plan } = this.#world;
    return random.chance(0.02) ? random.between(1_000, 60_000) : random.between(0, plan.pace * 2);
  }

  #afterStep(): void {
    const { server, clients } = this.#world;
    for (const node of server.nodes) this.#lookAtServer(node);
    for (const client of clients) {
      const isRunning = client.engine !== undefined;
      if (this.#wereRunning.has(client) && !isRunning) this.#faults.died(client);
      if (isRunning) this.#wereRunning.add(client);
      else this.#wereRunning.delete(client);
      if (isRunning && client.file?.hasChanged()) this.#checkOverlay(client);
    }
  }

  #lookAtServer(node: ServerNode): void {
    if (node.isRunning) this.#wereServing.add(node);
    else if (this.#wereServing.delete(node)) this.#faults.serverDied(node);
  }

  /** The engine of protocol 1 is as it was released, with what is known to be wrong in its rebase. */
  #checkOverlay(client: ClientNode): void {
    if (client.isPrevious) return;
    // The engine before this one is as it was released: only what it ends with is asked of it.
    if (!client.isPrevious) this.#expect('6 overlay', checkOverlay(client), client);
    client.file?.forgetChanges();
  }

  async #untilQuiet(): Promise<void> {
    const { scheduler } = this.#world;
    const end = scheduler.now + HEAL_MS;
    let steps = 0;
    while (this.#restless() !== undefined && scheduler.now < end && steps < HEAL_STEPS) {
      const done = await this.#world.runUntil(scheduler.now + 500, 200, () => this.#afterStep());
      steps += Math.max(1, done);
      if (this.#world.violations.length > 0) return;
    }
    this.#expect('0 quiet', this.#restless());
  }

  /** What is not quiet yet. */
  #restless(): string | undefined {
    for (const client of this.#world.clients) {
      const problem = this.#restlessClient(client);
      if (problem !== undefined) return `${client.name} ${problem}`;
    }
    return undefined;
  }

  #restlessClient(client: ClientNode): string | undefined {
    if (this.#isAway(client)) return undefined;
    const { engine } = client;
    if (engine === undefined) return 'does not run';
    const { state, waiting, problem } = engine.session.connection();
    if (state === 'update-needed' && client.isPrevious) return undefined;
    if (state !== 'live') return `is ${state}: ${problem}`;
    if (waiting > 0) return `has ${waiting} changes waiting`;
    return this.#world.linesOf(client).some((line) => line.waiting > 0) ? 'waits for an answer' : undefined;
  }

  #isAway({ userId }: ClientNode): boolean {
    return this.#world.mirror.isDisabled(userId);
  }

  #checkClient(client: ClientNode): void {
    const world = this.#world;
    const own = readOwnChanges(client);
    for (const change of world.saved.values()) {
      if (change.client !== client) continue;
      const problem = checkChange(world, change, own);
      if (problem !== undefined)
        world.violate('4 changes', `${client.name}'s ${change.name} ${change.id} ${problem}`);
    }
    this.#expect('5 seen', checkSeen(world, client), client);
    this.#checkOverlay(client);
    this.#expect('6 search', checkSearch(client), client);
    this.#expect('14 totals', checkTotals(client, this.#acting.addingUp.of(client)), client);
    if (!this.#isAway(client)) this.#expect('10 unread', checkUnread(world.mirror, client), client);
    const isPast = client.isPrevious && client.engine?.session.connection().state === 'update-needed';
    if (!isPast && !(client.isPrevious && this.#isAway(client)))
      this.#expect('1 rows', checkBase(world, client) ?? checkCursors(client, this.#heads()));
  }

  #heads(): ReadonlyMap<string, number> {
    return this.#world.server.data.look((db) => readHeads(db));
  }

  /** Invariant 2: a client that begins now holds what a grown one holds. */
  async #checkFresh(grown: readonly ClientNode[]): Promise<void> {
    const world = this.#world;
    const old = world.random.pick(grown.filter((client) => !this.#isAway(client)));
    if (old === undefined) return;
    const fresh = world.addClient('fresh', old.options.person, old.isPrevious);
    fresh.start();
    await this.#untilQuiet();
    this.#expect('2 fresh', checkBase(world, fresh));
    this.#expect('6 search', checkSearch(fresh), fresh);
  }

  #expect(invariant: string, problem: string | undefined, client?: ClientNode): void {
    this.#world.checks += 1;
    if (problem !== undefined)
      this.#world.violate(invariant, client === undefined ? problem : `${client.name}: ${problem}`);
  }
}
