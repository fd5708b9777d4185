import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Options } from './options.ts';
import type { RunReport } from './run-seed.ts';
import { Summary } from './summary.ts';
import type { WorkerTask } from './worker.ts';

/** More processes than this would only take the machine from others. */
const MOST_WORKERS = 2;
/** A planted bug shows in the first runs of its seed: a second process would start for nothing. */
const WORKERS_FOR_PLANT = 1;

type Asked = Pick<Options, 'runs' | 'seed' | 'trace' | 'plant'>;

/**
 * Runs seeds in processes of their own, and hands each report to `take` as it comes. A planted bug has
 * to be found once: the runs end with the first violation.
 */
export async function simulate(asked: Asked, take: (report: RunReport) => void = () => {}): Promise<Summary> {
  const summary = new Summary();
  const stop = new AbortController();
  const hear = (report: RunReport) => {
    summary.add(report);
    take(report);
    if (asked.plant !== undefined && report.violations.length > 0) stop.abort();
  };
  const most = asked.plant === undefined ? MOST_WORKERS : WORKERS_FOR_PLANT;
  const workers = Math.min(most, availableParallelism(), asked.runs);
  const tasks = Array.from({ length: workers }, (_, place) => taskOf(asked, workers, place));
  await Promise.all(tasks.map((task) => runWorker(task, stop.signal, hear)));
  return summary;
}

function taskOf({ runs, seed, trace, plant }: Asked, workers: number, place: number): WorkerTask {
  return { first: seed + place, step: workers, count: Math.ceil((runs - place) / workers), trace, plant };
}

function runWorker(task: WorkerTask, stop: AbortSignal, take: (report: RunReport) => void): Promise<void> {
  const file = path.join(import.meta.dirname, 'worker.ts');
  const child = fork(file, [JSON.stringify(task)], { execArgv: [] });
  stop.addEventListener('abort', () => child.disconnect());
  let last: number | undefined;
  child.on('message', (report: RunReport) => {
    last = report.seed;
    if (!stop.aborted) take(report);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (code === 0 || stop.aborted) resolve();
      else reject(new Error(`A worker ended with ${signal ?? code}, after seed ${last ?? 'none'}.`));
    });
  });
}
