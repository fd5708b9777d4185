import type { Watched } from './process-usage.ts';
import type { Report } from './report.ts';

/** What a process used while something was measured. */
export function addUsage(report: Report, key: string, name: string, used: Watched | undefined): void {
  if (used === undefined) return;
  report.add({ key: `${key}PeakMiB`, label: `${name}: peak memory`, value: used.peak, unit: 'MiB' });
  report.add({ key: `${key}GrowthMiB`, label: `${name}: growth of memory`, value: used.growth, unit: 'MiB' });
  report.add({ key: `${key}CpuMs`, label: `${name}: processor time`, value: used.cpu, unit: 'ms' });
}
