import type { Statements } from '../../store/statements.ts';
import { type Job, newJob } from './job.ts';
import { findDownload, findDownloads, findUploads, forgetIdleWishes, type Wanted } from './wanted.ts';

export interface JobListHost {
  readonly statements: Statements;
  readonly userId: string;
  readonly changed: (id: string) => void;
  /** There is nothing to move any more: it is there, or nobody wants it. */
  readonly ended: (job: Job) => void;
}

/** The transfers that there are to do, as rows, wishes and contents say. */
export class JobList {
  private readonly jobs = new Map<string, Job>();
  /** Attachments to fetch that nobody asked for. Forgotten with the app. */
  private readonly quiet = new Set<string>();
  private made = 0;

  private readonly host: JobListHost;

  constructor(host: JobListHost) {
    this.host = host;
  }

  get(id: string): Job | undefined {
    return this.jobs.get(id);
  }

  all(): readonly Job[] {
    return [...this.jobs.values()];
  }

  wantQuietly(id: string): void {
    this.quiet.add(id);
  }

  forgetQuietly(id: string): void {
    this.quiet.delete(id);
  }

  /** Reads anew what there is to do. */
  look(): void {
    const { statements } = this.host;
    forgetIdleWishes(statements);
    const wanted = this.wanted();
    for (const job of this.jobs.values()) if (!isSame(job, wanted.get(job.id))) this.end(job);
    for (const one of wanted.values()) this.take(one);
  }

  private wanted(): ReadonlyMap<string, Wanted> {
    const { statements, userId } = this.host;
    const asked = [...findUploads(statements, userId), ...findDownloads(statements)];
    const wanted = new Map(asked.map((one) => [one.id, one]));
    for (const id of this.quiet) {
      const one = wanted.has(id) ? undefined : findDownload(statements, id);
      if (one?.isReady) wanted.set(id, one);
    }
    return wanted;
  }

  private take(wanted: Wanted): void {
    const known = this.jobs.get(wanted.id);
    const quiet = wanted.way === 'down' && !wanted.fetch;
    if (known?.quiet === quiet && known.isReady === wanted.isReady) return;
    if (known === undefined) this.add(wanted, quiet);
    else Object.assign(known, { quiet, isReady: wanted.isReady });
    this.host.changed(wanted.id);
  }

  private add(wanted: Wanted, quiet: boolean): void {
    this.made += 1;
    this.jobs.set(wanted.id, newJob(wanted, this.made, quiet));
  }

  private end(job: Job): void {
    this.jobs.delete(job.id);
    this.quiet.delete(job.id);
    this.host.ended(job);
    this.host.changed(job.id);
  }
}

/** The content of a row never changes; an own file that was lost here and is on the server can only be fetched. */
function isSame({ way, hash }: Job, wanted: Wanted | undefined): boolean {
  return wanted !== undefined && wanted.way === way && wanted.hash === hash;
}
