import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { limits } from '@holdfast/shared/protocol/limits.ts';
import type { PushResponse } from '@holdfast/shared/protocol/push.ts';
import { readMeta } from '../store/meta.ts';
import { hasUnsent, readAcked, readOutbox, takeUnsent } from '../store/outbox.ts';
import { type Applied, applyAnswers } from './apply.ts';
import { countAnew, renumbered } from './count-anew.ts';
import { beginNewLife, isResendDue } from './new-life.ts';
import type { OpenLine } from './open-line.ts';

interface PusherEvents {
  /** Answers have arrived. */
  answered(applied: Applied): void;
  /** Nothing is left to push. */
  ended(): void;
  /** The server's data have another life: pull before anything is pushed (S19). */
  pullFirst(): void;
}

/** Changes in one push. The server's commits stay so short that what others pull meanwhile does not wait long. */
const AT_ONCE = 250;

/** A push under way. */
interface Sent {
  /** What was pushed before it. */
  readonly before: number;
  readonly answer: Promise<PushResponse | undefined>;
}

/** Sends what waits, in order, one push at a time (S3, S5, S6). */
export class Pusher {
  private running = false;
  /** Everything up to this sequence number was pushed over this connection. */
  private pushedUpTo = 0;
  private resent = false;

  private readonly line: OpenLine;
  private readonly events: PusherEvents;

  constructor(line: OpenLine, events: PusherEvents) {
    this.line = line;
    this.events = events;
  }

  get isRunning(): boolean {
    return this.running;
  }

  /** Whether another push will follow the one under way. */
  hasMore(): boolean {
    return this.running && hasUnsent(this.line.account.statements, this.pushedUpTo);
  }

  request(): void {
    if (!this.running && !this.line.isLeft) this.line.run(() => this.pushAll());
  }

  private async pushAll(): Promise<void> {
    if (!this.mayPush()) return;
    this.running = true;
    try {
      let sent = this.send();
      while (sent !== undefined && !this.line.isLeft) sent = await this.settle(sent);
    } finally {
      this.running = false;
    }
    if (!this.line.isLeft) this.events.ended();
  }

  /** Without an epoch nothing was ever pulled; the first page brings it. In a new life the two sides are compared first (S19). */
  private mayPush(): boolean {
    const { statements } = this.line.account;
    return readMeta(statements, 'epoch') !== undefined && !isResendDue(statements);
  }

  /** Sends the next push; nothing if there is nothing to send. */
  private send(): Sent | undefined {
    const { statements } = this.line.account;
    const mutations = takeUnsent(
      statements,
      this.pushedUpTo,
      Math.min(AT_ONCE, limits.pushMutations),
      limits.pushBytes,
    );
    const last = mutations.at(-1);
    if (last === undefined || !this.mayPush()) return undefined;
    const before = this.pushedUpTo;
    this.pushedUpTo = last.seq;
    const request = { epoch: readMeta(statements, 'epoch') ?? '', acked: readAcked(statements), mutations };
    return { before, answer: this.line.ask((connection) => connection.push(request)) };
  }

  /** Takes the answers to a push, and gives the next one: the server works on it while the answers are written here. */
  private async settle(sent: Sent): Promise<Sent | undefined> {
    const { statements, userId } = this.line.account;
    try {
      const answer = await sent.answer;
      if (answer === undefined) return undefined;
      const next = this.send();
      this.events.answered(applyAnswers(statements, userId, answer.results));
      return next;
    } catch (error) {
      this.pushedUpTo = sent.before;
      return this.mendConflict(error) ? this.send() : undefined;
    }
  }

  /** The server counts this client's changes otherwise: send what it lacks, or count anew (S6). Says whether to go on. */
  private mendConflict(error: unknown): boolean {
    if (!(error instanceof HoldfastError) || error.code !== 'CONFLICT') throw error;
    const { reason, lastSeq } = error.details;
    if (reason === 'epoch') return this.pullFirst();
    if (reason !== 'gap' || lastSeq === undefined) return this.countAnew(error);
    const first = readOutbox(this.line.account.statements, 1)[0]?.seq ?? 0;
    // What it lacks was answered before, and is not here any more.
    if (first > lastSeq + 1 || this.resent) return this.beginNewLife();
    this.resent = true;
    this.pushedUpTo = lastSeq;
    return true;
  }

  private pullFirst(): boolean {
    this.events.pullFirst();
    return false;
  }

  /** The server does not know changes that it has answered: its data were put back (S19). */
  private beginNewLife(): boolean {
    const { statements } = this.line.account;
    statements.database.transaction(() => beginNewLife(statements)).immediate();
    return this.pullFirst();
  }

  private countAnew(cause: HoldfastError): never {
    countAnew(this.line.account, this.line.environment);
    throw renumbered(cause);
  }
}
