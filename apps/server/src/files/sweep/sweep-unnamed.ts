import type { SweepOptions } from './file-sweep.ts';
import { freeUnnamed } from './free-unnamed.ts';

const DAY_MS = 86_400_000;

/**
 * Frees what no row names and what arrived so long ago that no row will: after a restore of an older backup
 * people's devices bring rows back, and their bytes must still be here.
 */
export async function sweepUnnamed(options: SweepOptions, now: number): Promise<void> {
  const before = now - options.settings.keepDays * DAY_MS;
  for await (const { hash, keptAt } of options.home.wholes()) {
    if (keptAt < before) await freeUnnamed(options, hash);
  }
}
