import { FilesWorld } from './files/files-world.ts';
import { measureLargeFile } from './files/large-file.ts';
import { measureManyFiles } from './files/many-files.ts';
import type { BenchResult } from './result.ts';
import { Report } from './sync/report.ts';

const GIB = 1024 ** 3;
const ROUNDS = 3;
const SMALL_FILES = 1_000;

/** Files between real processes on real disks, beside plain HTTP copies of the same bytes. */
export async function filesBench(): Promise<BenchResult> {
  const report = new Report((line) => console.log(line));
  const world = new FilesWorld();
  try {
    await world.start();
    report.heading(`A file of 1 GiB, ${ROUNDS} times`);
    await measureLargeFile(world, GIB, ROUNDS, report);
    report.heading(
      `${SMALL_FILES.toLocaleString('en')} files of 50 KB that were attached offline, ${ROUNDS} times`,
    );
    await measureManyFiles(world, SMALL_FILES, ROUNDS, report);
  } finally {
    await world.end();
  }
  return report.result();
}
