import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { WireRow } from '@holdfast/shared/protocol/stream.ts';
import Database from 'better-sqlite3';
import { LiveSession } from '../../../apps/desktop/src/engine/live-session.ts';
import { rebuildOverlay } from '../../../apps/desktop/src/engine/mutate/rebase.ts';
import { NoticeDevice } from '../../../apps/desktop/src/engine/notices/notice-device.ts';
import { openAccount } from '../../../apps/desktop/src/engine/session/account.ts';
import { TokenSource } from '../../../apps/desktop/src/engine/session/tokens.ts';
import type { Statements } from '../../../apps/desktop/src/engine/store/statements.ts';
import { readActor } from '../../../apps/desktop/src/engine/sync/apply.ts';
import * as previous from '../../previous/engine-protocol-1.mjs';
import type { ClientEnd, Line } from '../network/line.ts';
import { type Dial, previousTransport, transport } from '../network/transports.ts';
import type { SimPerson } from './people.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';
import { PowerCut, WatchedFile } from './watched-file.ts';

export const SERVER_URL = 'http://server.example';

/** What a run uses of an engine, whichever protocol it speaks. */
export type Session = Pick<previous.LiveSession, 'mutate' | 'connection' | 'changes' | 'discard' | 'stop'> & {
  readonly sync: Pick<previous.SyncClient, 'start' | 'tryNow'>;
};

/** An engine at work and its file. */
export interface OpenEngine {
  readonly session: Session;
  /** The session of the present engine; nothing for one of protocol 1. */
  readonly present: LiveSession | undefined;
  readonly statements: Pick<Statements, 'get' | 'all' | 'run'>;
  /** Makes the overlay anew, as the engine does at its start. */
  rebuild(): void;
}

export interface ClientOptions {
  readonly name: string;
  readonly person: SimPerson;
  readonly isPrevious: boolean;
  readonly folder: string;
  /** A file with all tables and nothing in it, so that opening is cheap. */
  readonly template: string | undefined;
  readonly scheduler: Scheduler;
  readonly random: Random;
  /** Opens a line from this client to the server. */
  readonly dial: (client: ClientNode, handshake: object, end: ClientEnd) => Line;
  /** A new access token, or why there is none. Rejects when nothing answers. */
  readonly askForToken: (client: ClientNode) => Promise<{ status: number; body: unknown }>;
  readonly say: (who: string, what: string) => void;
  /** The engine met something that it did not expect. */
  readonly failed: (who: string, error: unknown) => void;
}

/** One copy of the app on one device: real engine code on a real file, in a world that can end at any moment. */
export class ClientNode {
  readonly options: ClientOptions;
  clockOffset = 0;
  isDiskFull = false;
  /** Whether its network reaches anything. */
  isConnected = true;
  /** Rows that came from the server some time, as `table id`. */
  readonly rowsMet = new Set<string>();
  #life: ClientLife | undefined;

  constructor(options: ClientOptions) {
    this.options = options;
  }

  get name(): string {
    return this.options.name;
  }

  get userId(): string {
    return this.options.person.id;
  }

  readonly dial: Dial = (handshake, end) => this.options.dial(this, handshake, end);

  get isPrevious(): boolean {
    return this.options.isPrevious;
  }

  get engine(): OpenEngine | undefined {
    return this.#life?.engine;
  }

  get file(): WatchedFile | undefined {
    return this.#life?.file;
  }

  now(): number {
    return this.options.scheduler.now + this.clockOffset;
  }

  /** Opens the file and connects. It stays off where the file cannot be opened, and says so. */
  start(): boolean {
    if (this.#life !== undefined) return true;
    const life = new ClientLife(this);
    this.#life = life;
    try {
      life.begin();
      return true;
    } catch (error) {
      this.options.say(this.name, `cannot start: ${String(error)}`);
      if (!this.isDiskFull && !(error instanceof PowerCut)) this.options.failed(this.name, error);
      this.kill();
      return false;
    }
  }

  /** Ends as a power cut would. */
  kill(): void {
    const life = this.#life;
    this.#life = undefined;
    life?.end();
  }

  /** Ends as a person ends the app. */
  quit(): void {
    this.#life?.engine?.session.stop();
    this.kill();
  }

  /** Copies the whole folder of an app that does not run, or puts such a copy in its place. */
  copyFolder(way: 'away' | 'back'): void {
    const { folder } = this.options;
    const [from, to] = way === 'away' ? [folder, `${folder}-copy`] : [`${folder}-copy`, folder];
    rmSync(to, { recursive: true, force: true });
    cpSync(from, to, { recursive: true });
  }

  setDiskFull(isFull: boolean): void {
    this.isDiskFull = isFull;
    this.file?.setFull(isFull);
  }
}

/** One life of the app's process. */
class ClientLife {
  engine: OpenEngine | undefined;
  file: WatchedFile | undefined;
  readonly #node: ClientNode;
  #isAlive = true;

  constructor(node: ClientNode) {
    this.#node = node;
  }

  begin(): void {
    this.#placeTemplate();
    this.engine = this.#node.isPrevious ? this.#openPrevious() : this.#openPresent();
    if (this.#isAlive) this.engine.session.sync.start();
  }

  end(): void {
    this.#isAlive = false;
    this.file?.db.close();
  }

  #openPresent(): OpenEngine {
    const { options, dial } = this.#node;
    const environment = {
      ...this.#environment(),
      transport: transport(
        dial,
        (work) => this.#run(work),
        (rows) => this.#meet(rows),
      ),
      openFile: (file: string) => this.#watch(new Database(file)),
    };
    const account = openAccount(environment, options.folder, this.#pointer());
    const tokens = new TokenSource({
      post: environment.postJson,
      server: SERVER_URL,
      kept: { refreshToken: 'kept', attempt: 'the first attempt' },
      newAttempt: () => 'another attempt',
      onRenewed: () => {},
    });
    // Nothing shows: what is simulated is what the rows do.
    const device = new NoticeDevice({ clock: environment.clock, tell: () => {}, changed: () => {} });
    device.setNative({ works: false, focusMode: false });
    const session = new LiveSession(account, tokens, environment, device, this.#events());
    const { statements } = account;
    return {
      session,
      present: session,
      statements,
      rebuild: () => rebuildOverlay(statements, readActor(statements, this.#node.userId)),
    };
  }

  #openPrevious(): OpenEngine {
    const { options, dial } = this.#node;
    const environment = {
      ...this.#environment(),
      transport: previousTransport(dial, (work) => this.#run(work)),
    };
    const account = previous.openAccount(environment, options.folder, this.#pointer());
    const { statements } = account;
    this.#watch(statements.database);
    const tokens = new previous.TokenSource(environment.postJson, SERVER_URL, 'kept', () => {});
    const session = new previous.LiveSession(account, tokens, environment, this.#events());
    return {
      session,
      present: undefined,
      statements,
      rebuild: () => previous.rebuildOverlay(statements, previous.readActor(statements, this.#node.userId)),
    };
  }

  #meet(rows: readonly WireRow[]): void {
    for (const { table, id } of rows) this.#node.rowsMet.add(`${table} ${id}`);
  }

  /** Runs what the world does to this life, if it still goes on. It may end here. */
  #run(work: () => void): void {
    if (!this.#isAlive) return;
    try {
      work();
    } catch (error) {
      if (!(error instanceof PowerCut)) throw error;
    }
  }

  /** What both engines take from the world. Of a life that has ended nothing goes on. */
  #environment() {
    const { options } = this.#node;
    return {
      clock: {
        now: () => this.#node.now(),
        after: (milliseconds: number, callback: () => void) =>
          options.scheduler.after(milliseconds, () => this.#run(callback)),
      },
      randomBytes: (count: number) => options.random.bytes(count),
      postJson: () => options.askForToken(this.#node),
      getJson: async () => ({ status: 200, body: {} }),
      log: (message: string, details?: Readonly<Record<string, unknown>>) => {
        if (this.#isAlive) options.say(this.#node.name, `${message} ${JSON.stringify(details ?? {})}`);
      },
    };
  }

  #events() {
    const { say } = this.#node.options;
    return {
      ask: () => Promise.reject(new Error('There is no shell to ask.')),
      announce: () => {},
      connectionChanged: () => {},
      changesChanged: () => {},
      historyChanged: () => {},
      presenceChanged: () => {},
      unreadChanged: () => {},
      inboxChanged: () => {},
      sessionChanged: () => {},
      fileBroken: () => {},
      signInNeeded: (problem: { code: string }) =>
        say(this.#node.name, `is asked to sign in: ${problem.code}`),
    };
  }

  #watch(db: Database.Database): Database.Database {
    const file = new WatchedFile(db, () => {
      this.#node.options.say(this.#node.name, 'loses power at a commit');
      this.#node.kill();
    });
    this.file = file;
    if (this.#node.isDiskFull) file.setFull(true);
    return db;
  }

  #pointer() {
    return { server: SERVER_URL, userId: this.#node.userId, name: this.#node.options.person.name };
  }

  /** A first start begins with the template, which saves making all tables again. */
  #placeTemplate(): void {
    const { folder, template } = this.#node.options;
    const name = createHash('sha256').update(`${SERVER_URL} ${this.#node.userId}`).digest('hex').slice(0, 16);
    const file = path.join(folder, 'accounts', name, 'holdfast.db');
    if (template === undefined || existsSync(file)) return;
    mkdirSync(path.dirname(file), { recursive: true });
    copyFileSync(template, file);
  }
}
