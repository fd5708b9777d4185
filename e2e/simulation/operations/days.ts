import { addDays } from '@holdfast/shared/dates.ts';
import type { Random } from '../world/random.ts';
import { START_MS } from '../world/scheduler.ts';

/** The day on which every run begins, a Monday. */
export const FIRST_DAY = new Date(START_MS).toISOString().slice(0, 10);

/** A day near the beginning: what is late or soon depends on it. */
export function someDay(random: Random): string {
  return addDays(FIRST_DAY, random.between(-12, 40));
}

/** The Monday of one of the next few weeks: few, so that people meet. */
export function someWeek(random: Random): string {
  return addDays(FIRST_DAY, 7 * random.between(0, 3));
}

/** A moment at which a ticket is due: long ago, within the run, or later. */
export function someDue(random: Random): string {
  const minutes = random.chance(0.5) ? random.between(0, 10) : 1_440 * random.between(-9, 30);
  return new Date(START_MS + minutes * 60_000).toISOString();
}
