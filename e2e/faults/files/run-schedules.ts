import { wrongContents } from '../../support/kept-contents.ts';
import type { FaultKind } from '../../support/spoiler.ts';
import { FileWorld } from './file-world.ts';
import { finish, runSchedule } from './schedule.ts';

export interface SchedulesResult {
  readonly runs: number;
  readonly whole: number;
  /** Files that were unfinished when their schedule ended, and arrived later. */
  readonly late: number;
  readonly faults: Readonly<Record<FaultKind, number>>;
  /** What must not be: each with the seed of its schedule. */
  readonly wrong: readonly string[];
}

/** So many schedules on one world, from a seed on. */
export async function runSchedules(
  runs: number,
  seed: number,
  tell: (line: string) => void,
): Promise<SchedulesResult> {
  const world = new FileWorld();
  const wrong: string[] = [];
  let [whole, late] = [0, 0];
  try {
    await world.start();
    for (let own = seed; own < seed + runs; own += 1) {
      const began = performance.now();
      const result = await runSchedule(world, own);
      const stillWrong = await finish(world, result.unfinished);
      const all = [...result.wrong, ...stillWrong, ...world.lies.splice(0), ...world.server.faults.splice(0)];
      wrong.push(...all.map((what) => `seed ${own} (${result.event}): ${what}`));
      whole += result.whole;
      late += result.unfinished.length - stillWrong.length;
      const took = Math.round(performance.now() - began);
      tell(
        `seed ${own}: ${result.event}, ${result.whole} whole, ${result.unfinished.length} later, ${took} ms`,
      );
    }
    wrong.push(...(await wrongOnDisks(world)));
    return { runs, whole, late, faults: world.line.happened, wrong };
  } finally {
    await world.remove();
  }
}

async function wrongOnDisks({ server, sender, receiver }: FileWorld): Promise<string[]> {
  const folders = [server.folder, sender.folder, receiver.folder];
  const found = await Promise.all(folders.map(wrongContents));
  return found.flat().map((file) => `${file} is not what its name says`);
}
