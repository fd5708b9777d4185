import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const MIB = 1024 * 1024;
/** What Linux counts processor time and memory in. */
const TICK_MS = 10;
const PAGE_BYTES = 4096;
const SAMPLE_MS = 20;

export interface Usage {
  /** Memory that is in RAM, in MiB. */
  readonly memory: number;
  /** Processor time since the start, in milliseconds. */
  readonly cpu: number;
}

/** What another process uses now. */
export function readUsage(pid: number): Usage {
  const file = `/proc/${pid}/stat`;
  return existsSync(file) ? fromProc(readFileSync(file, 'utf8')) : fromPs(pid);
}

/** The fields after the name in brackets, which may hold blanks: see proc(5). */
function fromProc(stat: string): Usage {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user, system, pages] = [fields[11], fields[12], fields[21]].map(Number);
  return {
    memory: ((pages ?? 0) * PAGE_BYTES) / MIB,
    cpu: ((user ?? 0) + (system ?? 0)) * TICK_MS,
  };
}

function fromPs(pid: number): Usage {
  const [kib, time] = execFileSync('ps', ['-o', 'rss=,time=', '-p', String(pid)], { encoding: 'utf8' })
    .trim()
    .split(/\s+/);
  const seconds = (time ?? '0').split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return { memory: Number(kib) / 1024, cpu: seconds * 1000 };
}

export interface Watched {
  /** In MiB. */
  readonly before: number;
  readonly peak: number;
  readonly growth: number;
  /** Processor time that was used meanwhile, in milliseconds. */
  readonly cpu: number;
}

/** Runs work and looks meanwhile how much these processes use. */
export async function watchUsage<T>(
  pids: readonly number[],
  work: () => Promise<T>,
): Promise<{ result: T; usage: Watched[] }> {
  const before = pids.map(readUsage);
  const peaks = before.map(({ memory }) => memory);
  const look = () => {
    for (const [place, pid] of pids.entries())
      peaks[place] = Math.max(peaks[place] ?? 0, readUsage(pid).memory);
  };
  const timer = setInterval(look, SAMPLE_MS);
  try {
    const result = await work();
    look();
    const after = pids.map(readUsage);
    const usage = before.map((start, place) => {
      const peak = peaks[place] ?? 0;
      const cpu = (after[place]?.cpu ?? 0) - start.cpu;
      return { before: start.memory, peak, growth: peak - start.memory, cpu };
    });
    return { result, usage };
  } finally {
    clearInterval(timer);
  }
}
