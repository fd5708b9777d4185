import type { WireError } from '@holdfast/shared/protocol/errors.ts';
import type { Environment } from '../../environment.ts';
import type { Statements } from '../../store/statements.ts';
import { backoff } from '../../sync/backoff.ts';
import type { Job } from './job.ts';
import type { Ways } from './upload.ts';
import { judge, type Verdict } from './verdict.ts';
import { changeWish } from './wishes.ts';

/** A piece that arrives broken so often in a row may be broken on this disk. */
const DOUBT_AFTER = 5;

/** Whatever an answer says: it is tried again after so long, in milliseconds. */
const LONGEST_MS = 5 * 60_000;

/** Once may be chance: a line turns bits over. */
const SURE_AFTER = 3;

/** What an attempt began with. */
export interface Begun {
  /** The bytes that were on the other side. */
  readonly before: number;
  /** The token that its last request carried. */
  readonly token: string;
}

/** What becomes of transfers whose attempt did not get to its end, and when they are tried again. */
export class Setbacks {
  /** The server has no room or time for anything that goes this way, until then. In milliseconds since 1970. */
  private readonly gates = { up: 0, down: 0 };

  private readonly ways: Ways;
  private readonly statements: Statements;
  private readonly environment: Pick<Environment, 'clock' | 'randomBytes' | 'log'>;

  constructor(
    ways: Ways,
    statements: Statements,
    environment: Pick<Environment, 'clock' | 'randomBytes' | 'log'>,
  ) {
    this.ways = ways;
    this.statements = statements;
    this.environment = environment;
  }

  /** When a job may begin again, in milliseconds since 1970. */
  dueAt({ way, notBefore }: Job): number {
    return Math.max(notBefore, this.gates[way]);
  }

  /** Notes why an attempt ended. Rejects where the disk does not let it; the job waits then. */
  async note(job: Job, error: unknown, { before, token }: Begun): Promise<void> {
    job.failures = job.done > before ? 1 : job.failures + 1;
    const verdict = judge(error);
    this.putOff(job, verdict);
    const { kind, problem } = verdict;
    const cause = error instanceof Error ? String(error.cause ?? error) : String(error);
    this.environment.log('a file did not get through', { way: job.way, kind, code: problem.code, cause });
    if (kind === 'renew') this.ways.tokens.expire(token);
    if (this.isDoubtful(job, verdict)) await this.ways.store.verify(job.hash);
    if (this.isFinal(job, verdict)) this.fail(job, problem, kind !== 'refused' && !job.quiet);
  }

  private isDoubtful({ way, failures }: Job, { kind }: Verdict): boolean {
    if (way === 'down') return false;
    return kind === 'missing' || (kind === 'piece' && failures % DOUBT_AFTER === 0);
  }

  private isFinal(job: Job, { kind }: Verdict): boolean {
    if (kind === 'smaller') return !this.ways.requestSize.shrink() && job.failures >= SURE_AFTER;
    return kind === 'failed' || kind === 'refused';
  }

  private fail(job: Job, problem: WireError, isKept: boolean): void {
    Object.assign(job, { state: 'failed', problem });
    if (isKept) changeWish(this.statements, job.id, { problem });
  }

  private putOff(job: Job, { kind, problem, waitMs, isSoon, forAll }: Verdict): void {
    const { clock, randomBytes } = this.environment;
    // What a proxy holds back until it has all of it is lost with each cut.
    if (kind === 'again' && job.way === 'up' && job.failures > 1) this.ways.requestSize.shrink();
    const wait = isSoon && job.failures === 1 ? 0 : Math.max(waitMs, backoff(job.failures, randomBytes));
    job.notBefore = clock.now() + Math.min(wait, LONGEST_MS);
    if (forAll) this.gates[job.way] = Math.max(this.gates[job.way], job.notBefore);
    Object.assign(job, { state: 'waiting', problem });
  }
}
