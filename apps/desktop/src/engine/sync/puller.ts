import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { limits } from '@holdfast/shared/protocol/limits.ts';
import type { PullRequest } from '@holdfast/shared/protocol/pull.ts';
import { readMeta } from '../store/meta.ts';
import { readAcked } from '../store/outbox.ts';
import { readScopes } from '../store/scope-state.ts';
import type { Statements } from '../store/statements.ts';
import { type Applied, applyPage } from './apply.ts';
import { beginNewLife, isResendDue } from './new-life.ts';
import type { OpenLine } from './open-line.ts';
import { PullAhead } from './pull-ahead.ts';

/** Receiving waits no longer than this for pushes that have more to come, in milliseconds, */
const HOLD_BACK_MS = 3_000;
/** or so many times as long as it took the last time: who has much to send is soon through with it then. */
const HOLD_BACK_TIMES = 3;
const MOST_HELD_BACK_MS = 15_000;
/** How soon to ask once more where a whole pull left something unread, in milliseconds. */
const AGAIN_MS = 1_000;

/** Reads what is new, one pull at a time (S14, S15). */
export class Puller {
  private running = false;
  private wanted = false;
  /** When the last pull ended, in the clock's time, and how long it took, in milliseconds. */
  private endedAt: number | undefined;
  private took = 0;
  private cancelPlan: (() => void) | undefined;

  private readonly line: OpenLine;
  private readonly ahead: PullAhead;
  private readonly isPushing: () => boolean;
  private readonly ended: () => Promise<void>;

  /** `isPushing` says whether more pushes will follow, `ended` hears that everything up to the server's heads is here. */
  constructor(line: OpenLine, isPushing: () => boolean, ended: () => Promise<void>) {
    this.line = line;
    this.ahead = new PullAhead(line);
    this.isPushing = isPushing;
    this.ended = ended;
  }

  get isRunning(): boolean {
    return this.running;
  }

  /** Pulls now, or again after the pull under way. While pushes follow each other it waits a moment, so that it is not done for each. */
  request(): void {
    this.wanted = true;
    if (this.running || this.line.isLeft) return;
    const wait = this.isPushing() ? this.holdBack() : 0;
    if (wait <= 0) this.start();
    else this.cancelPlan ??= this.line.environment.clock.after(wait, () => this.start());
  }

  /** The pushes have ended: pulls at once if a pull was held back. */
  release(): void {
    if (this.wanted) this.request();
  }

  stop(): void {
    this.cancelPlan?.();
  }

  private holdBack(): number {
    if (this.endedAt === undefined) return 0;
    const holdBack = Math.min(Math.max(HOLD_BACK_MS, HOLD_BACK_TIMES * this.took), MOST_HELD_BACK_MS);
    return this.endedAt + holdBack - this.line.environment.clock.now();
  }

  private start(): void {
    this.cancelPlan?.();
    this.cancelPlan = undefined;
    if (!this.running && !this.line.isLeft) this.line.run(() => this.pullToTheEnd());
  }

  private async pullToTheEnd(): Promise<void> {
    this.running = true;
    const { clock } = this.line.environment;
    const startedAt = clock.now();
    let complete = true;
    try {
      do {
        this.wanted = false;
        complete = await this.pull();
      } while (this.wanted && !this.isPushing() && !this.line.isLeft);
    } finally {
      this.running = false;
      this.endedAt = clock.now();
      this.took = this.endedAt - startedAt;
    }
    if (this.line.isLeft) return;
    if (!complete) clock.after(AGAIN_MS, () => this.request());
    await this.ended();
    if (this.wanted) this.request();
  }

  /** One pull with all its pages. Says whether it left nothing unread. */
  private async pull(): Promise<boolean> {
    for (;;) {
      const page = await this.page();
      if (page === undefined) return true;
      if (!page.more) return !page.applied.pullNeeded;
    }
  }

  /** One page; nothing once the line was left. */
  private async page(): Promise<{ more: boolean; applied: Applied } | undefined> {
    const { statements, userId } = this.line.account;
    const request = pullRequest(statements);
    try {
      const page = await this.ahead.ask(request);
      if (page === undefined) return undefined;
      if (isOutdated(statements, request)) return this.page();
      this.ahead.guessNext(request, page);
      const applied = applyPage(statements, userId, page);
      this.line.tell(applied, page.more);
      return { more: page.more, applied };
    } catch (error) {
      // What asks for everything from its newest entry knows nothing that the server could lack.
      const asksForAll = request.acked === 0 && Object.keys(request.cursors).length === 0;
      if (!isAhead(error) || asksForAll) throw error;
      statements.database.transaction(() => beginNewLife(statements)).immediate();
      return this.page();
    }
  }
}

function pullRequest(statements: Statements): PullRequest {
  const epoch = readMeta(statements, 'epoch');
  // A scope that is wanted is asked for without a cursor, so that it is read from its newest entry.
  const read = [...readScopes(statements).values()].filter((state) => !state.wanted);
  return {
    // In another life of the server's data its numbers of this client mean something else (S19).
    acked: isResendDue(statements) ? 0 : readAcked(statements),
    cursors: Object.fromEntries(read.map(({ scope, cursor }) => [scope, cursor])),
    limit: limits.pullEntries,
    ...(epoch === undefined ? {} : { epoch }),
  };
}

/** What was asked for is wanted anew meanwhile: the answer goes on from a place that counts no more. */
function isOutdated(statements: Statements, { cursors }: PullRequest): boolean {
  return [...readScopes(statements).values()].some(({ scope, wanted }) => wanted && scope in cursors);
}

/** The client knows a cursor or an answer that the server does not: it was put back without saying so (S19). */
function isAhead(error: unknown): boolean {
  return error instanceof HoldfastError && error.code === 'CONFLICT' && error.details.reason === 'ahead';
}
