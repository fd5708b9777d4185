import { measureBareSums } from './capacity/bare-sums.ts';
import { measureEngine } from './capacity/engine-figures.ts';
import { PlanFile } from './capacity/plan-file.ts';
import { createPlan } from './capacity/plan-rows.ts';
import { measureServer } from './capacity/server-figures.ts';
import { measureWindow } from './capacity/window-figures.ts';
import type { BenchResult } from './result.ts';
import { Report } from './sync/report.ts';

/** A crew of 500 people, planned over 104 weeks with three assignments in each: 156,000 rows. */
export async function capacityBench(): Promise<BenchResult> {
  const report = new Report((line) => console.log(line));
  const plan = createPlan();
  report.heading('Bare SQLite');
  measureBareSums(plan, report);
  report.heading('The engine with all assignments');
  const file = new PlanFile(plan);
  try {
    measureEngine(plan, file, report);
  } finally {
    file.remove();
  }
  report.heading('The grid in the real app');
  await measureWindow(report);
  report.heading('Between a server and two devices');
  await measureServer(report);
  return report.result();
}
