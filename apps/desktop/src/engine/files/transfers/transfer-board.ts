import { type FileLimits, MOST_TRANSFERS, UPLOADS_PATH } from '@holdfast/shared/protocol/files.ts';
import type { Environment } from '../../environment.ts';
import type { Statements } from '../../store/statements.ts';
import { download } from './download.ts';
import { type Job, nowOf } from './job.ts';
import { JobList } from './job-list.ts';
import { askLimits, keepLimits, readLimits } from './known-limits.ts';
import { nextJob } from './next-job.ts';
import { RequestSize } from './request-size.ts';
import { Setbacks } from './setbacks.ts';
import type { TransferNow, Transfers } from './transfer-states.ts';
import { upload, type Ways } from './upload.ts';
import { isStanding, isStored } from './wanted.ts';
import { changeWish } from './wishes.ts';

/** Rows that change again and again are looked at no oftener, in milliseconds. */
const LOOK_EACH_MS = 200;

/** Where a row does not say that its file is stored though all of it was sent, the server is asked again, in milliseconds. */
const ASK_AGAIN_MS = 15_000;

/** What nobody asked for is given up after so many attempts that brought nothing. */
const QUIET_TRIES = 5;

export interface TransfersHost extends Omit<Ways, 'requestSize'> {
  readonly statements: Statements;
  readonly userId: string;
  readonly environment: Pick<Environment, 'clock' | 'randomBytes' | 'log'>;
  /** Does work on the account's file of which nobody waits for the result: a fault of the disk is told, not thrown. */
  readonly guarded: (work: () => void) => void;
  /** How an attachment's bytes travel is another thing now. Called as often as bytes move. */
  readonly changed: (id: string) => void;
}

/** All transfers of an account: whose turn it is, and what becomes of them. */
export class TransferBoard implements Transfers {
  private readonly jobs: JobList;
  private readonly ways: Ways;
  private readonly setbacks: Setbacks;
  /** Those whose bytes move, also where they are not on the list any more. */
  private readonly running = new Set<Job>();
  private readonly works = new Set<Promise<void>>();
  private readonly stopped = new AbortController();
  private isStarted = false;
  private isLive = false;
  private isResting = false;
  private lookedAt = Number.NEGATIVE_INFINITY;
  private cancelLook: (() => void) | undefined;
  private cancelWake = (): void => {};

  private readonly host: TransfersHost;

  constructor(host: TransfersHost) {
    this.host = host;
    const { statements, userId, changed, server, tokens, line, folder, store, environment } = host;
    this.ways = { server, tokens, line, folder, store, requestSize: new RequestSize() };
    this.setbacks = new Setbacks(this.ways, statements, environment);
    this.jobs = new JobList({ statements, userId, changed, ended: (job) => this.left(job) });
  }

  of(attachmentId: string): TransferNow | undefined {
    const job = this.jobs.get(attachmentId);
    return job && nowOf(job);
  }

  list(): readonly TransferNow[] {
    const runs = (job: Job) => Number(job.attempt !== undefined);
    const all = this.jobs.all();
    return [...all].sort((left, right) => runs(right) - runs(left) || left.order - right.order).map(nowOf);
  }

  isUsing(hash: string): boolean {
    return [...this.running].some((job) => job.hash === hash);
  }

  limits(): FileLimits | undefined {
    return readLimits(this.host.statements);
  }

  fetch(id: string, quiet: boolean): void {
    if (quiet) {
      this.jobs.wantQuietly(id);
      this.rowsTouched();
      return;
    }
    changeWish(this.host.statements, id, { fetch: true });
    this.resume(id);
  }

  pause(id: string): void {
    changeWish(this.host.statements, id, { paused: true, problem: undefined });
    const job = this.jobs.get(id);
    if (job !== undefined) this.halt(job, 'paused');
  }

  resume(id: string): void {
    changeWish(this.host.statements, id, { paused: false, problem: undefined });
    const job = this.jobs.get(id);
    if (job?.state === 'paused' || job?.state === 'failed') {
      Object.assign(job, { failures: 0, notBefore: 0, isDelivered: false });
      this.show(job, 'waiting');
      this.fill();
    }
    // Many may be asked for at once: all of them are looked at together.
    this.rowsTouched();
  }

  stop(id: string): void {
    changeWish(this.host.statements, id, { fetch: false, paused: false, problem: undefined });
    this.jobs.forgetQuietly(id);
    this.look();
  }

  start(): void {
    this.isStarted = true;
    this.note(this.removeOldParts(), 'parts of files that nobody wants could not be removed');
    this.look();
  }

  async stopAll(): Promise<void> {
    this.isStarted = false;
    this.cancelLook?.();
    this.cancelWake();
    this.stopped.abort();
    for (const { attempt } of this.running) attempt?.abort();
    await Promise.allSettled(this.works);
  }

  lineChanged(live: boolean): void {
    if (live === this.isLive) return;
    this.isLive = live;
    if (live) this.note(this.learnLimits(), 'the limits of files could not be asked for');
    else for (const job of this.running) this.halt(job, 'waiting');
    this.rowsTouched();
  }

  rowsTouched(): void {
    if (!this.isStarted || this.cancelLook !== undefined) return;
    const { clock } = this.host.environment;
    const wait = Math.max(0, this.lookedAt + LOOK_EACH_MS - clock.now());
    this.cancelLook = clock.after(wait, () => this.look());
  }

  setResting(resting: boolean): void {
    this.isResting = resting;
    if (resting) for (const job of this.running) if (job.quiet) this.halt(job, 'waiting');
    this.fill();
  }

  private look(): void {
    this.cancelLook?.();
    this.cancelLook = undefined;
    if (!this.isStarted) return;
    this.lookedAt = this.host.environment.clock.now();
    this.host.guarded(() => this.jobs.look());
    this.fill();
  }

  /** Begins as many as there is room for. */
  private fill(): void {
    this.cancelWake();
    if (!this.isStarted || !this.isLive) return;
    // One time for all: what becomes due meanwhile is waited for.
    const now = this.host.environment.clock.now();
    for (let job = this.next(now); job !== undefined; job = this.next(now)) this.run(job);
    this.planWake(now);
  }

  private next(now: number): Job | undefined {
    if (this.running.size >= MOST_TRANSFERS) return undefined;
    const waiting = this.jobs.all().filter((job) => this.isWaiting(job));
    const due = waiting.filter((job) => this.setbacks.dueAt(job) <= now);
    const delivered = waiting.filter((job) => job.isDelivered && this.setbacks.dueAt(job) > now);
    return nextJob(due, [...this.running], delivered);
  }

  private isWaiting(job: Job): boolean {
    if (job.attempt !== undefined || !job.isReady || (job.quiet && this.isResting)) return false;
    return job.state === 'waiting' || job.isDelivered;
  }

  private planWake(now: number): void {
    if (this.running.size >= MOST_TRANSFERS) return;
    const waiting = this.jobs.all().filter((job) => this.isWaiting(job));
    const later = waiting.map((job) => this.setbacks.dueAt(job)).filter((time) => time > now);
    if (later.length === 0) return;
    const first = later.reduce((earliest, time) => Math.min(earliest, time));
    this.cancelWake = this.host.environment.clock.after(Math.max(0, first - now), () => this.fill());
  }

  private run(job: Job): void {
    const attempt = new AbortController();
    Object.assign(job, { attempt, isDelivered: false });
    this.running.add(job);
    this.show(job, job.way === 'up' ? 'sending' : 'receiving');
    const run = this.attempt(job, attempt.signal).finally(() => {
      this.running.delete(job);
      Object.assign(job, { attempt: undefined, byAge: false, wasTried: true });
      if (this.isStarted) this.settled(job);
    });
    this.note(run, 'what became of a file could not be noted');
  }

  private async attempt(job: Job, signal: AbortSignal): Promise<void> {
    const before = job.done;
    let token = '';
    try {
      await this.move(job, signal, async () => {
        token = await this.ways.tokens.current();
        return token;
      });
      if (!signal.aborted) this.delivered(job);
    } catch (error) {
      if (!signal.aborted) await this.setbacks.note(job, error, { before, token });
    }
  }

  private move(job: Job, signal: AbortSignal, token: () => Promise<string>): Promise<void> {
    const { id, hash, size } = job;
    const moved = (done: number): void => {
      job.done = done;
      this.host.changed(id);
    };
    const attempt = { id, hash, size, signal, moved, token, isFirst: !job.wasTried };
    if (job.way === 'up') return upload(this.ways, attempt);
    return download(this.ways, attempt, job);
  }

  /** All of it is there. It has ended once its row says so, or the content is here. */
  private delivered(job: Job): void {
    const { clock } = this.host.environment;
    Object.assign(job, { isDelivered: true, failures: 0, done: job.size });
    job.notBefore = clock.now() + ASK_AGAIN_MS;
    this.rowsTouched();
  }

  private settled(job: Job): void {
    if (job.quiet && isHopeless(job)) this.jobs.forgetQuietly(job.id);
    if (this.jobs.get(job.id) === job) this.host.changed(job.id);
    else this.left(job);
    this.rowsTouched();
    this.fill();
  }

  private halt(job: Job, state: 'paused' | 'waiting'): void {
    job.attempt?.abort();
    job.isDelivered = false;
    this.show(job, state);
  }

  private show(job: Job, state: Job['state']): void {
    Object.assign(job, { state, problem: undefined });
    this.host.changed(job.id);
  }

  /** A job is not on the list any more. What it left behind goes once it does nothing more. */
  private left(job: Job): void {
    if (job.attempt !== undefined && !this.isThere(job)) job.attempt.abort();
    if (job.attempt !== undefined || !this.isStarted) return;
    if (job.way === 'down') this.note(this.removePart(job.hash), 'a part of a file could not be removed');
    else if (job.wasTried && !isStanding(this.host.statements, job.id))
      this.note(this.dropUpload(job.id), 'an upload could not be ended on the server');
  }

  /** The row may say so before the request that brought it there was answered: that one is left to its end. */
  private isThere({ way, id, hash }: Job): boolean {
    if (way === 'up') return isStored(this.host.statements, id);
    return this.ways.store.find(hash) !== undefined;
  }

  private async removePart(hash: string): Promise<void> {
    if (this.jobs.all().some((job) => job.way === 'down' && job.hash === hash)) return;
    const { folder } = this.ways;
    await folder.disk.rm(folder.partOf(hash), { force: true });
  }

  private async removeOldParts(): Promise<void> {
    for (const hash of await this.ways.folder.fetchedParts()) await this.removePart(hash);
  }

  private async dropUpload(id: string): Promise<void> {
    if (!this.isLive) return;
    const { line, server, tokens } = this.ways;
    const url = new URL(`${UPLOADS_PATH}/${id}`, server);
    await line.drop(url, await tokens.current(), this.stopped.signal);
  }

  private async learnLimits(): Promise<void> {
    const limits = await askLimits(this.ways, this.stopped.signal);
    if (!this.stopped.signal.aborted) this.host.guarded(() => keepLimits(this.host.statements, limits));
  }

  /** Nobody waits for it. */
  private note(work: Promise<void>, what: string): void {
    const noted = work.catch((error: unknown) => {
      if (this.isStarted) this.host.environment.log(what, { cause: String(error) });
    });
    this.works.add(noted);
    noted.finally(() => this.works.delete(noted));
  }
}

function isHopeless({ state, failures }: Job): boolean {
  return state === 'failed' || failures >= QUIET_TRIES;
}
