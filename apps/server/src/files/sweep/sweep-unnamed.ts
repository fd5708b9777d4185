import { freeUnnamed } from './free-unnamed.ts';
import type { SweepOptions } from './sweep-options.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Frees what no row names and what arrived so long ago that no row will: after a restore of an older backup
 * people's devices bring rows back, and their bytes must still be here. An import brings bytes before their rows.
 */
export async function sweepUnnamed(options: SweepOptions, now: number): Promise<void> {
  const before = now - Math.max(options.settings.keepDays * DAY_MS, HOUR_MS);
  for await (const { hash, keptAt } of options.home.wholes()) {
    if (keptAt < before) await freeUnnamed(options, hash);
  }
}
