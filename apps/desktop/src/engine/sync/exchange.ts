import { hashCursors } from '@holdfast/shared/hash.ts';
import type { Delta } from '@holdfast/shared/protocol/delta.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { limits } from '@holdfast/shared/protocol/limits.ts';
import type { PullRequest } from '@holdfast/shared/protocol/pull.ts';
import type { Environment } from '../environment.ts';
import { rebuildOverlay } from '../mutate/rebase.ts';
import { type Account, newClientId } from '../session/account.ts';
import { readMeta } from '../store/meta.ts';
import { readAcked, readOutbox, renumberOutbox, takeUnsent } from '../store/outbox.ts';
import { finishedVersions, readScopes } from '../store/scope-state.ts';
import { type Applied, applyAnswers, applyDelta, applyPage, readActor } from './apply.ts';
import { asProblem } from './as-problem.ts';
import { isResendDue } from './new-life.ts';
import type { Connection } from './transport.ts';

/** How often the connection is measured and stale scopes are asked for, in milliseconds (S17). */
const CHECK_MS = 25_000;
const WAIT_IF_BUSY_MS = 1_000;

export interface ExchangeEvents {
  /** Something was written; `catchingUp` while a pull has more to come. */
  applied(applied: Applied, catchingUp: boolean): void;
  /** A pull has ended: everything up to the server's heads is here. */
  caughtUp(): void;
  measured(roundTripMs: number): void;
  outboxChanged(): void;
  /** The connection is of no more use: close it for this reason. */
  failed(problem: HoldfastError): void;
}

/** Pushes, pulls and follows deltas over one open connection. One push and one pull are under way at a time. */
export class Exchange {
  private stopped = false;
  private pulling = false;
  private pullAgain = false;
  private pushing = false;
  /** Everything up to this sequence number was pushed over this connection. */
  private pushedUpTo = 0;
  private resent = false;
  private cancelCheck = (): void => {};

  private readonly connection: Connection;
  private readonly account: Account;
  private readonly environment: Environment;
  private readonly events: ExchangeEvents;

  constructor(connection: Connection, account: Account, environment: Environment, events: ExchangeEvents) {
    this.connection = connection;
    this.account = account;
    this.environment = environment;
    this.events = events;
  }

  start(): void {
    this.requestPull();
    this.requestPush();
    this.scheduleCheck();
  }

  stop(): void {
    this.stopped = true;
    this.cancelCheck();
  }

  follow(delta: Delta): void {
    if (this.stopped) return;
    const applied = applyDelta(this.account.statements, this.account.userId, delta);
    this.events.applied(applied, this.pulling);
    if (applied.pullNeeded) this.requestPull();
  }

  requestPull(): void {
    this.pullAgain = true;
    if (!this.pulling) this.guard(this.pullToTheEnd());
  }

  requestPush(): void {
    // Without an epoch nothing was ever pulled; the first page brings it (S19).
    if (this.pushing || readMeta(this.account.statements, 'epoch') === undefined) return;
    this.guard(this.pushAll());
  }

  private guard(work: Promise<void>): void {
    work.catch((error: unknown) => {
      if (this.stopped) return;
      this.events.failed(asProblem(error, 'Synchronising failed.', this.account.folder));
    });
  }

  private async pullToTheEnd(): Promise<void> {
    this.pulling = true;
    try {
      while (this.pullAgain && !this.stopped) {
        this.pullAgain = false;
        while (await this.pullPage());
      }
    } finally {
      this.pulling = false;
    }
    if (this.stopped) return;
    this.events.caughtUp();
    this.requestPush();
  }

  /** Says whether more is to come. */
  private async pullPage(): Promise<boolean> {
    const page = await this.whenNotBusy(() => this.connection.pull(this.pullRequest()));
    if (page === undefined) return false;
    const applied = applyPage(this.account.statements, this.account.userId, page);
    this.events.applied(applied, page.more);
    return page.more;
  }

  private pullRequest(): PullRequest {
    const { statements } = this.account;
    const epoch = readMeta(statements, 'epoch');
    // A scope that is wanted is asked for without a cursor, so that it is read from its newest entry.
    const read = [...readScopes(statements).values()].filter((state) => !state.wanted);
    const cursors = Object.fromEntries(read.map(({ scope, cursor }) => [scope, cursor]));
    return {
      // In another life of the server's data its numbers of this client mean something else (S19).
      acked: isResendDue(statements) ? 0 : readAcked(statements),
      cursors,
      limit: limits.pullEntries,
      ...(epoch === undefined ? {} : { epoch }),
    };
  }

  private async pushAll(): Promise<void> {
    this.pushing = true;
    try {
      while (!this.stopped && (await this.pushSome()));
    } finally {
      this.pushing = false;
    }
  }

  /** Says whether there may be more to push. */
  private async pushSome(): Promise<boolean> {
    const { statements } = this.account;
    const mutations = takeUnsent(statements, this.pushedUpTo, limits.pushMutations, limits.pushBytes);
    const last = mutations.at(-1);
    if (last === undefined) return false;
    const epoch = readMeta(statements, 'epoch') ?? '';
    try {
      const acked = readAcked(statements);
      const answer = await this.whenNotBusy(() => this.connection.push({ epoch, acked, mutations }));
      if (answer === undefined) return false;
      this.pushedUpTo = last.seq;
      this.events.applied(applyAnswers(statements, this.account.userId, answer.results), this.pulling);
      this.events.outboxChanged();
      return true;
    } catch (error) {
      return this.mendConflict(error);
    }
  }

  /** The server counts this client's changes otherwise: send what it lacks, or count anew (S6). */
  private mendConflict(error: unknown): boolean {
    if (this.stopped || !(error instanceof HoldfastError) || error.code !== 'CONFLICT') throw error;
    const { statements } = this.account;
    if (error.details.reason === 'epoch') {
      this.requestPull();
      return false;
    }
    const known = error.details.lastSeq;
    const first = readOutbox(statements)[0]?.seq;
    const canFill =
      error.details.reason === 'gap' && known !== undefined && first !== undefined && first <= known + 1;
    if (canFill && !this.resent) {
      this.resent = true;
      this.pushedUpTo = known;
      return true;
    }
    this.countAnew();
    throw new HoldfastError('CONNECTION_ERROR', 'Connecting again under a new number.', { cause: error });
  }

  private countAnew(): void {
    const { statements, userId } = this.account;
    const work = () => {
      renumberOutbox(statements, newClientId(this.environment));
      rebuildOverlay(statements, readActor(statements, userId));
    };
    statements.database.transaction(work).immediate();
  }

  /** Asks again after the time that the server named, as long as the connection stands. */
  private async whenNotBusy<T>(ask: () => Promise<T>): Promise<T | undefined> {
    while (!this.stopped) {
      try {
        const answer = await ask();
        return this.stopped ? undefined : answer;
      } catch (error) {
        const wait = busyFor(error);
        if (wait === undefined || this.stopped) throw error;
        await new Promise<void>((resolve) => this.environment.clock.after(wait, resolve));
      }
    }
    return undefined;
  }

  private scheduleCheck(): void {
    this.cancelCheck = this.environment.clock.after(CHECK_MS, () => this.guard(this.check()));
  }

  /** Finds a last delta that was lost (S17), and measures the line. */
  private async check(): Promise<void> {
    const finished = finishedVersions(this.account.statements);
    const asked = this.environment.clock.now();
    const answer = await this.connection.ping({ hash: hashCursors(finished) });
    if (this.stopped) return;
    this.events.measured(this.environment.clock.now() - asked);
    const differs = (scope: string) => answer.heads?.[scope] !== finished[scope];
    const scopes = Object.keys({ ...finished, ...answer.heads });
    const isStale = answer.heads !== undefined && scopes.some(differs);
    if (isStale || answer.results.length > 0) this.requestPull();
    this.scheduleCheck();
  }
}

function busyFor(error: unknown): number | undefined {
  if (!(error instanceof HoldfastError)) return undefined;
  if (error.code !== 'SERVER_BUSY' && error.code !== 'RATE_LIMIT_EXCEEDED') return undefined;
  return error.details.retryAfterMs ?? WAIT_IF_BUSY_MS;
}
