import type { BenchResult } from './result.ts';
import { measureSize, type Size } from './scale/measure-size.ts';
import { tellGrowth, tellSize } from './scale/tell.ts';
import { Report } from './sync/report.ts';

/** What one process is made for, and a tenth of it. */
const full: Size = {
  connections: 10_000,
  subscribers: [1_000, 5_000],
  writers: 100,
  idleMs: 30_000,
  fanOutMs: 4_000,
  writeMs: 5_000,
};
const tenth: Size = { ...full, connections: 1_000, subscribers: [100, 500], writers: 10, fanOutMs: 2_000 };
/** To see that it works: its figures say little. */
const quick: Size = {
  connections: 500,
  subscribers: [50],
  writers: 10,
  idleMs: 1_000,
  fanOutMs: 500,
  writeMs: 500,
};

/**
 * What many connections, many receivers and many writers cost a server, beside bare Socket.IO and the bare
 * databases. Servers and clients are processes. At full size the same at a tenth follows, and how cost grows.
 */
export async function scaleBench(isQuick: boolean, say = console.log): Promise<BenchResult> {
  const report = new Report(say);
  if (isQuick) {
    tellSize(report, quick, await measureSize(quick), false);
    return report.result();
  }
  const large = await measureSize(full);
  tellSize(report, full, large, true);
  const small = await measureSize(tenth);
  tellGrowth(report, large, small);
  return report.result();
}
