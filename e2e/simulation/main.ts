import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { OptionError, type Options, parseOptions } from './options.ts';
import { plants } from './plants/all-plants.ts';
import type { RunReport } from './run-seed.ts';
import { Summary } from './summary.ts';
import type { WorkerTask } from './worker.ts';

/** More processes than this would only take the machine from others. */
const MOST_WORKERS = 2;
/** A planted bug shows in the first runs of its seed: a second process would start for nothing. */
const WORKERS_FOR_PLANT = 1;

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2));
  if (options.plants) {
    for (const { name } of plants) say(name);
    return 0;
  }
  const summary = new Summary();
  const most = options.plant === undefined ? MOST_WORKERS : WORKERS_FOR_PLANT;
  const workers = Math.min(most, availableParallelism(), options.runs);
  const stop = new AbortController();
  const tasks = Array.from({ length: workers }, (_, place) => taskOf(options, workers, place));
  await Promise.all(tasks.map((task) => runWorker(task, stop.signal, (report) => take(report))));
  if (options.json) say(JSON.stringify(summary.toJson()));
  else say(summary.toText());
  return summary.isGood ? 0 : 1;

  function take(report: RunReport): void {
    summary.add(report);
    for (const line of report.trace) say(line);
    for (const { invariant, text } of report.violations) say(`seed ${report.seed}: ${invariant}: ${text}`);
    // A planted bug has to be found once.
    if (options.plant !== undefined && report.violations.length > 0) stop.abort();
  }
}

function taskOf({ runs, seed, trace, plant }: Options, workers: number, place: number): WorkerTask {
  return { first: seed + place, step: workers, count: Math.ceil((runs - place) / workers), trace, plant };
}

function runWorker(task: WorkerTask, stop: AbortSignal, take: (report: RunReport) => void): Promise<void> {
  const file = path.join(import.meta.dirname, 'worker.ts');
  const child = fork(file, [JSON.stringify(task)]);
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

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

try {
  process.exitCode = await main();
} catch (error) {
  process.exitCode = 2;
  process.stderr.write(`${error instanceof OptionError ? error.message : String(error)}\n`);
}
