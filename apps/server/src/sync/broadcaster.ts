import type { Delta } from '@holdfast/shared/protocol/delta.ts';
import type { WireError } from '@holdfast/shared/protocol/errors.ts';
import type { Logger } from 'pino';
import { FirstFailure } from '../ops/first-failure.ts';
import type { PresenceSending } from '../presence/presence.ts';
import type { ScopeHead } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { type ReadWork, readStore } from '../store/work.ts';
import type { Telling } from './as-told.ts';
import { buildDeltas } from './build-deltas.ts';
import type { Connection, Connections } from './connections.ts';
import type { Observer } from './observer.ts';
import type { Outside } from './outside.ts';
import { disabledError } from './person.ts';
import { PokedWork } from './poked-work.ts';
import { type FoundRun, type Run, readRun } from './read-run.ts';
import { RecentGrants } from './recent-grants.ts';

/** How a process reaches its connections. */
export interface Sending extends PresenceSending {
  readonly delta: (connections: readonly Connection[], delta: Delta) => void;
  /** Their set of scopes is another one: they shall pull (S11). */
  readonly scopesChanged: (connections: readonly Connection[]) => void;
  /** Its access token runs out in so many milliseconds. */
  readonly expiring: (connection: Connection, expiresInMs: number) => void;
  /** They may no longer be here, and why: they are told, and closed. */
  readonly revoked: (connections: readonly Connection[], reason: WireError) => void;
}

export interface BroadcasterOptions {
  readonly store: Store;
  readonly connections: Connections;
  readonly send: Pick<Sending, 'delta' | 'scopesChanged' | 'revoked'>;
  readonly log: Logger;
  readonly outside: Outside;
  readonly observer: Observer;
  /** How often the version is looked at without a poke, in milliseconds. */
  readonly intervalMs: number;
  /** What else must hold as of a run before anything of it is sent, in its snapshot. */
  readonly beforeSending: (run: Run) => ReadWork<void>;
  /** The data is not what was told of: everybody shall come back and compare (S19). */
  readonly lostTrack: () => void;
}

/** What this process knows of where the data stands. */
interface Standing {
  readonly epoch: string;
  readonly version: number;
  readonly heads: readonly ScopeHead[];
}

/**
 * Tells this process's connections what was committed, in version order, whoever committed it: it
 * reads the version after a poke and at least once a second (S13). It sends inside the snapshot that
 * it reads, so that nothing is sent by scopes older than the rows; sent twice does no harm (S14).
 * Between its reads others may come in: those that know newer scopes than the run are not told of it.
 */
export class Broadcaster implements Telling {
  readonly #options: BroadcasterOptions;
  /** Where this process last left each scope's chain. */
  readonly #heads = new Map<string, number>();
  #epoch = '';
  /** Everything up to here has been sent. */
  #told = 0;
  /** Up to here everybody here has the scopes that the data says. */
  #telling = 0;
  readonly #grants = new RecentGrants();
  #waiting: (() => Promise<void>)[] = [];
  readonly #looks = new PokedWork(() => this.#look());
  readonly #failure: FirstFailure;
  #isRunning = false;
  #stopTimer = (): void => {};

  constructor(options: BroadcasterOptions) {
    this.#options = options;
    this.#failure = new FirstFailure(options.log, 'a broadcast failed');
  }

  /**
   * The version that is being sent, or was sent last: whoever comes in, to the server or to a room,
   * must have been looked at as of this one or a newer one (S11).
   */
  get version(): number {
    return this.#telling;
  }

  /** Everything up to here was sent, and nobody is in a room that they could not see as of it. */
  get sentVersion(): number {
    return this.#told;
  }

  /** Whether a person's scopes as of a version may be others as of what is told now. */
  mayHaveNewScopes(userId: string, asOf: number): boolean {
    return asOf < this.#telling && this.#grants.mayHaveChanged(userId, asOf);
  }

  /** Reads while nothing newer begins to be told. All who wait for it read together. */
  between<T>(read: () => Promise<T>): Promise<T> {
    if (!this.#isRunning) return read();
    return new Promise((resolve, reject) => {
      this.#waiting.push(() => read().then(resolve, reject));
      this.#looks.poke();
    });
  }

  /** Begins at the version that the data has now. */
  async start(): Promise<void> {
    this.#standAt(await this.#options.store.read(readStanding));
    const { outside, intervalMs } = this.#options;
    // Whoever starts it may try again after something else failed.
    this.#stopTimer();
    this.#stopTimer = outside.every(intervalMs, () => this.poke());
    this.#isRunning = true;
  }

  async stop(): Promise<void> {
    this.#stopTimer();
    this.#isRunning = false;
    await this.#looks.idle();
  }

  /** Something may have been committed. Before the start and after the stop nobody is told of it. */
  poke(): void {
    if (this.#isRunning) this.#looks.poke();
  }

  async #look(): Promise<void> {
    if (this.#waiting.length > 0) await this.#readBetween();
    try {
      await this.#options.store.read(() => this.#tellNext());
      this.#failure.worked();
    } catch (error) {
      // Nothing was skipped: the next look begins at the same version.
      this.#failure.failed(error);
    }
  }

  async #readBetween(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    await Promise.all(waiting.map((read) => read()));
    // Whoever read goes on before anything else is told.
    await this.#options.outside.nextTurn();
  }

  *#tellNext(): ReadWork<void> {
    const { connections, outside } = this.#options;
    const began = outside.elapsed();
    const isHeld = (scope: string) => connections.inScope(scope).size > 0;
    const found = yield* readRun(this.#told, isHeld);
    if (found.version < this.#told || found.epoch !== this.#epoch) return yield* this.#startAnew(found);
    if (found.run === undefined) return;
    // In one step, without a pause: whoever comes in from now on has scopes as of this run or newer ones.
    this.#telling = found.version;
    this.#applyGrants(found.run);
    yield* this.#options.beforeSending(found.run);
    this.#send(found.run, began);
  }

  /** Those that came in meanwhile with newer scopes might be sent what they never could see; they pull. */
  #send(run: Run, began: number): void {
    const { connections, send, outside, observer } = this.#options;
    let told = 0;
    for (const { connections: all, delta } of buildDeltas(run, connections, this.#headOf)) {
      const receivers = all.filter(({ scopesAsOf }) => scopesAsOf <= run.version);
      if (receivers.length > 0) send.delta(receivers, delta);
      told += receivers.length;
    }
    for (const { scope, head } of run.heads) this.#heads.set(scope, head);
    this.#told = run.version;
    observer.toldOf(told, outside.elapsed() - began);
  }

  readonly #headOf = (scope: string): number => this.#heads.get(scope) ?? 0;

  /** Before anything is sent, everybody has the scopes that the snapshot says (S11). */
  #applyGrants(run: Run): void {
    const { connections, send } = this.#options;
    this.#grants.note(run.people.keys(), run.version);
    for (const [userId, scopes] of run.people) {
      const theirs = [...connections.ofUser(userId)].filter(({ scopesAsOf }) => scopesAsOf <= run.version);
      const changed = theirs.filter((connection) =>
        connections.setScopes(connection, scopes ?? new Set(), run.version),
      );
      if (scopes === undefined) send.revoked(theirs, disabledError().toWire());
      else if (changed.length > 0) send.scopesChanged(changed);
    }
  }

  /** An earlier state was put in place of the data while this process ran: what was told does not hold any more. */
  *#startAnew({ version }: FoundRun): ReadWork<void> {
    const { log, lostTrack } = this.#options;
    log.warn({ told: this.#told, version }, 'the data was put back: all connections begin anew');
    this.#heads.clear();
    this.#standAt(yield* readStanding());
    lostTrack();
  }

  #standAt({ epoch, version, heads }: Standing): void {
    this.#epoch = epoch;
    this.#told = version;
    this.#telling = version;
    this.#grants.startAt(version);
    for (const { scope, head } of heads) this.#heads.set(scope, head);
  }
}

function* readStanding(): ReadWork<Standing> {
  const epoch = yield* readStore((tx) => tx.epoch());
  const version = yield* readStore((tx) => tx.version());
  return { epoch, version, heads: yield* readStore((tx) => tx.headsAbove(0)) };
}
