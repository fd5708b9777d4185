import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { installPlant } from './plants/install-plant.ts';
import { meets } from './plants/plant.ts';
import type { RunReport } from './run-seed.ts';

/** What a worker is to do: every `step`th seed from `first`, so many times. */
export interface WorkerTask {
  readonly first: number;
  readonly step: number;
  readonly count: number;
  readonly trace: boolean;
  readonly plant: string | undefined;
}

/** What broke outside of everything that the run waits for. */
const strays: string[] = [];
for (const event of ['uncaughtException', 'unhandledRejection']) {
  process.on(event, (error: unknown) => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    // A process that ended by a power cut has no file any more.
    if (!text.includes('The database connection is not open') && !text.includes('PowerCut'))
      strays.push(text);
  });
}

async function work({ first, step, count, trace, plant }: WorkerTask): Promise<void> {
  const needs = plant === undefined ? undefined : installPlant(plant).needs;
  // Loaded only now: a plant changes what is loaded.
  const { runSeed } = await import('./run-seed.ts');
  const { planRun } = await import('./world/plan.ts');
  const { makeTemplates } = await import('./world/templates.ts');
  // Memory instead of a disk where there is one: the runs lose power by themselves.
  const root = mkdtempSync(path.join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'holdfast-sim-'));
  try {
    const files = { folder: path.join(root, 'run'), ...(await makeTemplates(path.join(root, 'templates'))) };
    for (let turn = 0; turn < count; turn += 1) {
      const seed = first + turn * step;
      if (needs !== undefined && !meets(planRun(seed), needs)) continue;
      await tell(await runSeed(seed, files, trace).catch((error: unknown) => broken(seed, error)));
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** A report of a run that the product's code ended by throwing where nobody expects it. */
function broken(seed: number, error: unknown): RunReport {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    seed,
    operations: 0,
    checks: 0,
    faults: {},
    violations: [{ invariant: '0 faults', text }],
    traceHash: 0,
    trace: [],
  };
}

function tell(report: RunReport): Promise<void> {
  const violations = [
    ...report.violations,
    ...strays.splice(0).map((text) => ({ invariant: '0 faults', text })),
  ];
  return new Promise((resolve) => {
    process.send?.({ ...report, violations }, () => resolve());
  });
}

process.on('disconnect', () => process.exit());
try {
  await work(JSON.parse(process.argv[2] ?? '{}'));
  process.disconnect();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
