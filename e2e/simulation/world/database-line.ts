import {
  type BegunWrite,
  type Driver,
  type Outcome,
  type RemoteConnection,
  RemoteFailure,
} from '../../../apps/server/src/store/remote/driver.ts';
import type { ReadTransaction } from '../../../apps/server/src/store/transaction.ts';
import type { DatabaseNode, DatabaseSession } from './database-node.ts';
import type { ProcessTime } from './process-time.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

/** Half of all transactions pass as if the database were beside; in others many calls take their time, in some a long one. */
const SLOW_TRANSACTION = 0.5;
const CRAWLING_TRANSACTION = 0.15;
const SLOW_CALL = 0.3;
const QUICK_CALL = 0.01;
/** The ends of a transaction are where most can go wrong. */
const SLOW_END = 0.5;
const SLOW_MS = 25;
const CRAWLING_MS = 400;
/** A transaction that the database undoes is undone within so many of its calls. */
const UNDO_WITHIN = 20;
/** As the settings of the real one: how long a turn is waited for, and how long a transaction may stand idle. */
const LOCK_MS = 5_000;
const IDLE_MS = 8_000;
/** How long an end may take to be noticed. */
const UNNOTICED_MS = 6_000;

export interface DatabaseLineOptions {
  readonly database: DatabaseNode;
  readonly scheduler: Scheduler;
  readonly random: Random;
  /** The process whose connection it is. */
  readonly time: ProcessTime;
  /** Whether the process reaches the database at all. */
  readonly reaches: () => boolean;
  /** How often the database undoes a transaction that writes, so that it has to begin anew. */
  readonly undone: number;
  /** How often it ends while it commits, so that nobody here knows what became of that. */
  readonly unknown: number;
  readonly fault: (name: string) => void;
  /** A commit of this process has become durable, and nobody was told yet. */
  readonly committed: (transaction: object | undefined) => void;
}

/** The way from one process to the database: what it opens can be cut, all at once. */
export class DatabaseLines implements Driver {
  readonly options: DatabaseLineOptions;
  readonly #lines = new Set<DatabaseLine>();

  constructor(options: DatabaseLineOptions) {
    this.options = options;
  }

  async connect(): Promise<RemoteConnection> {
    const { random, time, reaches } = this.options;
    if (random.chance(SLOW_END)) await time.wait(random.between(1, SLOW_MS));
    if (!reaches()) throw new RemoteFailure('lost', 'ETIMEDOUT', new Error('no way to the database'));
    const line = new DatabaseLine(this.options);
    for (const known of this.#lines) if (known.isLost) this.#lines.delete(known);
    this.#lines.add(line);
    return line;
  }

  /** Every connection ends: each side learns of it when it does. */
  cut(): void {
    for (const line of this.#lines) line.cut();
    this.#lines.clear();
  }
}

/** One connection to the database. What is on its way when it is cut may still arrive, or not. */
class DatabaseLine implements RemoteConnection {
  readonly #options: DatabaseLineOptions;
  readonly #session: DatabaseSession;
  readonly #unanswered = new Set<(failure: RemoteFailure) => void>();
  #isLost = false;
  #isCut = false;
  #isTorn = false;
  /** How often a call of the present transaction takes its time. */
  #slow = 0;
  #slowMs = SLOW_MS;
  #lastAt = 0;
  /** What a call has failed of that was not waited for. */
  #earlier: unknown;
  /** Whether each call is waited for. */
  #isCareful = false;
  /** The last one that writes, as whoever asked for it has it. */
  #transaction: object | undefined;
  /** After how many calls the database undoes what was begun. */
  #undoAfter: number | undefined;
  #stopIdling = (): void => {};

  /** @throws RemoteFailure while the database is not there */
  constructor(options: DatabaseLineOptions) {
    this.#options = options;
    const { database, committed } = options;
    this.#session = database.connect({
      ended: () => this.cut(),
      committed: () => committed(this.#transaction),
    });
  }

  get isLost(): boolean {
    return this.#isLost;
  }

  async beginRead(): Promise<ReadTransaction> {
    this.#drawSpeed();
    return this.#overNetwork(await this.#ask(this.#slow, () => this.#session.beginRead()));
  }

  endRead(): void {
    this.#askInVain(() => this.#session.commit());
  }

  async beginWrite(isCareful: boolean): Promise<BegunWrite> {
    this.#drawSpeed();
    this.#isCareful = isCareful;
    const { random, undone } = this.#options;
    this.#undoAfter = random.chance(undone) ? random.between(0, UNDO_WITHIN) : undefined;
    let stopWaiting = (): void => {};
    const begun = await this.#request<BegunWrite>(SLOW_END, (answer, fail) => {
      stopWaiting = this.#options.scheduler.after(LOCK_MS, () => {
        this.#session.giveUp();
        fail(new RemoteFailure('failed', '55P03', new Error('lock timeout'), 1_000));
      });
      this.#session.beginWrite((write) => {
        stopWaiting();
        answer(write);
      });
    });
    const transaction = this.#overNetwork(begun.transaction);
    this.#transaction = transaction;
    return { ...begun, transaction };
  }

  async commit(): Promise<void> {
    const { random, unknown } = this.#options;
    if (random.chance(unknown)) await this.#commitInVain();
    else await this.#heeding(this.#ask(SLOW_END, () => this.#session.commit()));
  }

  async rollback(): Promise<void> {
    if (!this.#isLost) await this.#ask(QUICK_CALL, () => this.#session.rollback()).catch(() => this.#lose());
  }

  outcome(id: string): Promise<Outcome> {
    return this.#ask(SLOW_END, () => this.#session.outcome(id));
  }

  async check(): Promise<readonly string[]> {
    return [];
  }

  async close(): Promise<void> {
    this.#isLost = true;
    this.#session.end();
  }

  /** Nothing passes any more. */
  cut(): void {
    if (this.#isCut) return;
    const { random, scheduler, time } = this.#options;
    this.#isCut = true;
    scheduler.after(random.between(0, UNNOTICED_MS), () => this.#session.end());
    time.after(random.between(0, UNNOTICED_MS), () => this.#lose());
  }

  /** The connection ends on the way there, or on the way back. */
  #commitInVain(): Promise<void> {
    this.#options.fault('answer to a commit lost');
    const arrives = this.#options.random.chance(0.6);
    return this.#request<void>(SLOW_END, () => {
      if (arrives) this.#session.commit();
      this.cut();
    });
  }

  #drawSpeed(): void {
    const { random } = this.#options;
    this.#slow = random.chance(SLOW_TRANSACTION) ? SLOW_CALL : QUICK_CALL;
    this.#slowMs = random.chance(CRAWLING_TRANSACTION) ? CRAWLING_MS : SLOW_MS;
    this.#earlier = undefined;
  }

  /** A transaction whose every call travels to the database and back. */
  #overNetwork<Transaction extends object>(transaction: Transaction): Transaction {
    return new Proxy(transaction, {
      get: (target, name) => {
        const call: unknown = Reflect.get(target, name);
        if (typeof call !== 'function') return call;
        return (...args: unknown[]) => {
          const answer = this.#ask(this.#slow, () => this.#call(() => Reflect.apply(call, target, args)));
          const isAwaited = this.#isCareful || !givesNothing(String(name));
          return isAwaited ? this.#heeding(answer) : this.#notAwaited(answer);
        };
      },
    });
  }

  /** A call that gives nothing is not waited for: that it failed is told at the next that is. */
  #notAwaited(answer: Promise<unknown>): void {
    answer.catch((error: unknown) => {
      this.#earlier ??= toldLate(error);
    });
  }

  async #heeding<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      throw this.#earlier ?? error;
    }
  }

  #call(run: () => unknown): unknown {
    if (this.#undoAfter === undefined) return this.#session.call(run);
    this.#undoAfter -= 1;
    if (this.#undoAfter >= 0) return this.#session.call(run);
    this.#undoAfter = undefined;
    this.#options.fault('transaction undone');
    throw this.#session.undo();
  }

  /** Where the connection ends here, the database does the same by itself. */
  #askInVain(run: () => void): void {
    this.#ask(QUICK_CALL, run).catch(() => this.#lose());
  }

  #ask<T>(slow: number, run: () => T): Promise<T> {
    return this.#request<T>(slow, (answer) => answer(run()));
  }

  /** Sends a request and gives its answer. It fails when the connection does. */
  #request<T>(
    slow: number,
    handle: (answer: (value: T) => void, fail: (failure: RemoteFailure) => void) => void,
  ): Promise<T> {
    if (this.#isLost) return Promise.reject(lost());
    return new Promise((resolve, reject) => {
      this.#unanswered.add(reject);
      const back = (tell: () => void): void =>
        this.#travel(slow, () => this.#options.time.happen(() => this.#take(reject, tell)));
      this.#travel(slow, () => {
        if (this.#session.isOver) return;
        this.#notIdle();
        try {
          handle(
            (value) => back(() => resolve(value)),
            (failure) => back(() => reject(failure)),
          );
        } catch (error) {
          back(() => reject(error));
        }
      });
    });
  }

  #take(reject: (failure: RemoteFailure) => void, tell: () => void): void {
    if (this.#isCut || !this.#unanswered.delete(reject)) return;
    tell();
  }

  /** Often in the same moment, else later, and never before what was sent earlier. */
  #travel(slow: number, arrive: () => void): void {
    const { random, scheduler } = this.#options;
    // What is sent into a cut line goes nowhere; what is on its way may arrive.
    if (this.#isCut) return;
    if (this.#lastAt <= scheduler.now && !random.chance(slow)) {
      arrive();
      return;
    }
    this.#lastAt = Math.max(this.#lastAt, scheduler.now + random.between(1, this.#slowMs));
    scheduler.after(this.#lastAt - scheduler.now, () => {
      // Behind what was lost nothing arrives.
      this.#isTorn ||= this.#isCut && random.chance(0.5);
      if (!this.#isTorn) arrive();
    });
  }

  /** The database ends a transaction of which nothing is heard: it may hold the counter. */
  #notIdle(): void {
    const { scheduler } = this.#options;
    this.#stopIdling();
    this.#stopIdling = scheduler.after(IDLE_MS, () => {
      if (!this.#session.isInTransaction || this.#session.isOver) return;
      this.#options.fault('idle transaction ended');
      this.#session.end();
    });
  }

  #lose(): void {
    if (this.#isLost) return;
    this.#isLost = true;
    for (const reject of this.#unanswered) reject(lost());
    this.#unanswered.clear();
  }
}

function givesNothing(name: string): boolean {
  return name === 'savepoint' || name === 'moveScope' || name === 'deleteRow' || name.startsWith('put');
}

/** Nobody can tell any more which call it was. */
function toldLate(error: unknown): unknown {
  if (!(error instanceof RemoteFailure) || error.fault !== 'failed') return error;
  return new RemoteFailure('late', error.code, error);
}

function lost(): RemoteFailure {
  return new RemoteFailure('lost', '08006', new Error('the connection ended'));
}
