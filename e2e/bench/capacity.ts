import { measureBareSums } from './capacity/bare-sums.ts';
import { measureEngine } from './capacity/engine-figures.ts';
import { measureGrid } from './capacity/grid-figures.ts';
import { PlanFile } from './capacity/plan-file.ts';
import { createPlan } from './capacity/plan-rows.ts';
import type { BenchResult } from './result.ts';
import { Report } from './sync/report.ts';

const FIRST_WEEK = '2026-01-05';

/** A crew of 500 people, planned over 104 weeks with three assignments in each: 150,000 rows. */
export async function capacityBench(): Promise<BenchResult> {
  const report = new Report((line) => console.log(line));
  const plan = createPlan(FIRST_WEEK);
  report.heading('Bare SQLite');
  measureBareSums(plan, report);
  report.heading('The engine with 150,000 assignments');
  const file = new PlanFile(plan);
  try {
    measureEngine(plan, file, report);
  } finally {
    file.remove();
  }
  report.heading('The grid in the app');
  await measureGrid(report);
  return report.result();
}
