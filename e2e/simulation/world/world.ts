import path from 'node:path';
import { pino } from 'pino';
import type { Connection } from '../../../apps/server/src/sync/connections.ts';
import { LEASE_MS } from '../../../apps/server/src/sync/leases.ts';
import { type Beginning, beginningOf } from '../checks/checked-fields.ts';
import { applyChanges } from '../checks/committed.ts';
import { checkRooms } from '../checks/presence.ts';
import { checkSend } from '../checks/sends.ts';
import { Line } from '../network/line.ts';
import { countFault, type FaultCounts, Network } from '../network/network.ts';
import { ClientNode } from './client-node.ts';
import type { CommitLog } from './commit-record.ts';
import { Ledger } from './ledger.ts';
import { Mirror } from './mirror.ts';
import { type SimPerson, simPeople } from './people.ts';
import type { RunPlan } from './plan.ts';
import type { PushedMutation } from './pushed-mutation.ts';
import { Random } from './random.ts';
import { Scheduler } from './scheduler.ts';
import { readResults } from './server-file.ts';
import { ServerGroup } from './server-group.ts';
import { Trace } from './trace.ts';
import type { WhoSees } from './who-sees.ts';

/** A promise that was broken, in plain words. */
export interface Violation {
  readonly invariant: string;
  readonly text: string;
}

/** A change that was shown to its author as saved. */
export interface SavedChange {
  readonly id: string;
  readonly client: ClientNode;
  /** Its place among the changes of its client. */
  readonly order: number;
  readonly name: string;
  /** Its author took it off the list of changes that were not accepted. */
  discarded: boolean;
}

/** Where the files of a run lie, and the templates that they begin with. */
export interface RunFolder {
  readonly folder: string;
  readonly serverTemplate: string;
  readonly clientTemplate: string | undefined;
}

/** All nodes of a run, what lies between them, and what the checks need to know of them. */
export class World {
  readonly plan: RunPlan;
  readonly scheduler = new Scheduler();
  readonly random: Random;
  readonly trace: Trace;
  readonly faults: FaultCounts = {};
  readonly network: Network;
  readonly mirror = new Mirror();
  readonly ledger: Ledger;
  readonly server: ServerGroup;
  /** What lies between the processes of the server. */
  readonly bus: Network;
  readonly clients: ClientNode[] = [];
  readonly violations: Violation[] = [];
  readonly saved = new Map<string, SavedChange>();
  /** What the last push brought, by the mutation's id. */
  readonly pushed = new Map<string, PushedMutation>();
  /** What the server answered to finally, by the mutation's id: as it was pushed then. */
  readonly executed = new Map<string, PushedMutation>();
  /** Ids that some life of the server accepted. */
  readonly everAccepted = new Set<string>();
  /** Clients whose folder was put back to an earlier copy: what was only there is lost. */
  readonly putBack = new Set<ClientNode>();
  /** Changes on the list of those not accepted when their author lost power while tending it. */
  readonly mayBeTended = new Set<string>();
  /** Which contents the server was sent, and by whom (contents.ts). */
  readonly sent = new Set<string>();
  /** Files of which the server let go. */
  readonly swept = new Set<string>();
  /** Accepted ones that a restore took away again. */
  readonly lost = new Set<string>();
  /** Whether the server's data went back in time without a new epoch. */
  wasCopiedBack = false;
  wasRestored = false;
  checks = 0;
  /** The rows that the run began with. */
  readonly beginning: readonly Beginning[];
  /** When the command line changed something last: the server learns of it within a second. */
  changedBesideAt = 0;
  readonly files: RunFolder;
  readonly #lines = new Set<Line>();
  #lineNumber = 0;

  constructor(plan: RunPlan, files: RunFolder, keepsTrace: boolean) {
    this.plan = plan;
    this.files = files;
    this.random = new Random(plan.seed ^ 0x5eed);
    this.trace = new Trace(keepsTrace, () => this.scheduler.now);
    this.network = new Network(this.scheduler, this.random.fork(), plan.network, this.faults);
    this.bus = this.#createBus();
    this.ledger = new Ledger((text) => this.violate('7 versions', text));
    this.server = this.#createServer();
    this.server.data.fill(files.serverTemplate);
    this.beginning = beginningOf(this.mirror);
    for (const [place, { person, previous }] of plan.clients.entries()) {
      const who = simPeople[person];
      if (who !== undefined) this.addClient(`client${place + 1}`, who, previous);
    }
  }

  /**
   * Within this time what time brings is looked at: every minute, once the lease of a process that ended has run out.
   * Digests and checks of the line come within it too.
   */
  get looksWithinMs(): number {
    return this.plan.several === undefined ? 70_000 : 70_000 + LEASE_MS;
  }

  violate(invariant: string, text: string): void {
    this.violations.push({ invariant, text });
    this.trace.add('CHECK', `${invariant}: ${text}`);
  }

  fault(name: string): void {
    countFault(this.faults, name);
  }

  say(who: string, what: string): void {
    this.trace.add(who, what);
  }

  addClient(name: string, person: SimPerson, isPrevious: boolean): ClientNode {
    const client = new ClientNode({
      name,
      person,
      isPrevious,
      folder: path.join(this.files.folder, name),
      template: isPrevious ? undefined : this.files.clientTemplate,
      scheduler: this.scheduler,
      random: this.random.fork(),
      dial: (from, handshake, end) => this.#dial(from, handshake, end),
      askForToken: (from) => this.#askForToken(from),
      say: (who, what) => this.say(who, what),
      failed: (who, error) => this.violate('0 faults', `${who} failed: ${describe(error)}`),
    });
    this.clients.push(client);
    return client;
  }

  /** The server's data are those of a backup: so is what it has executed. */
  putBackExecuted(executed: ReadonlyMap<string, PushedMutation>): void {
    this.executed.clear();
    for (const [id, mutation] of executed) this.executed.set(id, mutation);
  }

  /** The lines of a client that still carry something. */
  linesOf(client: ClientNode): Line[] {
    return [...this.#lines].filter((line) => line.carries && line.id.startsWith(`${client.name}-`));
  }

  /** Runs what is planned up to a moment, and no more than so many events; checks after each. */
  async runUntil(end: number, steps: number, check: () => void): Promise<number> {
    let done = 0;
    while (done < steps && this.violations.length === 0 && (await this.scheduler.step(end))) {
      done += 1;
      check();
    }
    return done;
  }

  /** Draws apart from the network of the clients, so that this stays what it is with one process. */
  #createBus(): Network {
    const { seed, several } = this.plan;
    const plan = several?.bus ?? this.plan.network;
    return new Network(this.scheduler, new Random(seed ^ 0xb05), plan, this.faults, 'bus ');
  }

  #createServer(): ServerGroup {
    const { several, seed } = this.plan;
    const random = this.random.fork();
    const fault = (name: string): void => this.fault(name);
    return new ServerGroup({
      folder: path.join(this.files.folder, 'server'),
      scheduler: this.scheduler,
      random,
      log: pino({ level: 'error', base: null, timestamp: false }, { write: (line) => this.#logged(line) }),
      several: several && {
        ...several,
        network: this.bus,
        random: new Random(seed ^ 0x5e7e),
        fault,
        appliedTwice: () =>
          this.violate('3 once', 'work that was given to the store once was committed twice'),
      },
      watch: {
        version: () => this.ledger.version,
        committed: (log) => this.#committed(log),
        sends: (connection, event, message, asOf) => this.#sends(connection, event, message, asOf),
        pushed: (connection, payload) => this.#notePush(connection, payload),
        replaced: (db) => {
          this.mirror.load(db);
          const { version, results } = readResults(db);
          this.ledger.load(version, results);
          for (const id of this.everAccepted) if (this.ledger.result(id) === undefined) this.lost.add(id);
        },
        died: ({ name }) => this.say(name, 'ends'),
      },
    });
  }

  #committed(log: CommitLog): void {
    for (const { invariant, text } of applyChanges(this.mirror, log.rows, this.sent))
      this.violate(invariant, text);
    if (log.version !== undefined) this.mirror.close(log.version);
    this.#noteExecuted(log);
    this.ledger.commit(log);
    for (const { id, ok } of log.results) if (ok) this.everAccepted.add(id);
    this.say(
      'server',
      `commits ${log.version ?? 'no version'} ${log.results.map(({ id, ok }) => `${id}${ok ? '' : ' refused'}`).join(' ')}`,
    );
  }

  /** A repeat gets the answer that is known; everything else was executed as it was pushed last. */
  #noteExecuted({ results }: CommitLog): void {
    for (const { id } of results) {
      const mutation = this.pushed.get(id);
      if (mutation !== undefined && this.ledger.result(id) === undefined) this.executed.set(id, mutation);
    }
  }

  /** The server's own code met something that it did not expect. */
  #logged(line: string): void {
    this.say('server', `log ${line.trim()}`);
    if (this.server.isDiskFull || !this.server.isRunning) return;
    if (line.includes('StorageFailure') || line.includes('RemoteFailure')) return;
    if (line.includes('The database connection is not open')) return;
    this.violate('0 faults', `the server's code failed: ${line.trim()}`);
  }

  #sends(connection: Connection, event: string, message: object, asOf: number): void {
    this.checks += 1;
    this.say('server', `sends ${event} to ${connection.id}`);
    const problem = this.#problemOf(connection.userId, event, message, asOf);
    if (problem !== undefined) this.violate('5 sends', `${event} to ${connection.id}: ${problem}`);
    if (event === 'sync:digest' && 'same' in message && 'atHead' in message) {
      if (message.atHead === true && message.same === false) this.#digestDiffers(connection);
    }
  }

  /** What is wrong with a message, by the rows of now, or of the moment that a process can know of. */
  #problemOf(userId: string, event: string, message: object, asOf: number): string | undefined {
    const problem = (rows: WhoSees) =>
      checkSend(rows, this.ledger, userId, message) ?? this.#checkRooms(rows, userId, message);
    const now = problem(this.mirror);
    if (now === undefined || this.plan.several === undefined) return now;
    if (event === 'sync:delta' && 'version' in message)
      return problem(this.mirror.asOf(Number(message.version)));
    for (const rows of this.mirror.since(asOf)) if (problem(rows) === undefined) return undefined;
    return now;
  }

  /** Digests mend what should never happen; only data that was copied back explains one (S31). */
  #digestDiffers({ id }: Connection): void {
    this.fault('digest differed');
    if (!this.wasCopiedBack)
      this.violate('1 rows', `a digest of ${id} found a difference that nothing explains`);
  }

  #notePush(connection: Connection, payload: unknown): void {
    const mutations = pushedMutations(payload);
    this.say(connection.id, `pushes ${mutations.map(({ id, name }) => `${id} ${name}`).join(', ')}`);
    for (const { id, ...mutation } of mutations) this.pushed.set(id, mutation);
  }

  /** What the command line changed is known to the server within a second. */
  #checkRooms(rows: WhoSees, userId: string, message: object): string | undefined {
    if (this.scheduler.now - this.changedBesideAt < 1_100) return undefined;
    return checkRooms(rows, userId, message);
  }

  #dial(client: ClientNode, handshake: object, end: ConstructorParameters<typeof Line>[3]): Line {
    this.#lineNumber += 1;
    const line = new Line(`${client.name}-${this.#lineNumber}`, this.network, this.scheduler, end);
    for (const known of this.#lines) if (!known.carries) this.#lines.delete(known);
    this.#lines.add(line);
    const auth: unknown = JSON.parse(JSON.stringify(handshake));
    if (client.isConnected && this.server.isRunning) line.toServer(() => this.server.connect(line, auth));
    else line.cut('the server cannot be reached', this.network.delay(20, 3_000));
    return line;
  }

  #askForToken(client: ClientNode): Promise<{ status: number; body: unknown }> {
    return new Promise((resolve, reject) => {
      this.scheduler.after(this.network.delay(1, 40), () => {
        if (!client.isConnected || !this.server.isRunning) reject(new Error('no network'));
        else resolve(this.#tokenFor(client));
      });
    });
  }

  #tokenFor(client: ClientNode): { status: number; body: unknown } {
    if (this.mirror.isDisabled(client.userId)) {
      const error = {
        code: 'AUTHORIZATION_FAILED',
        message: 'This account was disabled.',
        reason: 'disabled',
      };
      return { status: 403, body: { error } };
    }
    const { id, name, email, role } = client.options.person;
    const accessToken = this.server.issueToken(id);
    return { status: 200, body: { accessToken, refreshToken: 'kept', user: { id, name, email, role } } };
  }
}

/** The mutations of a push as it arrived; none where it is not well formed. */
function pushedMutations(payload: unknown): (PushedMutation & { id: string })[] {
  if (typeof payload !== 'object' || payload === null || !('mutations' in payload)) return [];
  const { mutations } = payload;
  if (!Array.isArray(mutations)) return [];
  return mutations.map(({ id, name, args, after }) => ({ id, name, args, after: after ?? [] }));
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
