import { addDays, mondayOf } from '@holdfast/shared/dates.ts';
import { dateWriter } from '../../ui/locale.ts';

/** How many weeks the grid shows before this one, and from this one on. */
export const WEEKS_BEFORE = 4;
const WEEKS_AFTER = 101;

/** Weeks that are read together; the first of them is this one. */
const BLOCK = 10;

/** The day of this device's clock. */
export function todayOf(nowMs: number): string {
  const now = new Date(nowMs);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** The Mondays of all weeks of the grid, the earliest first. */
export function gridWeeks(today: string): readonly string[] {
  const first = addDays(mondayOf(today), -7 * WEEKS_BEFORE);
  return Array.from({ length: WEEKS_BEFORE + WEEKS_AFTER }, (_, index) => addDays(first, 7 * index));
}

/** The block of a week, by the week's index: 0 for the one that begins with this week. */
export function blockOf(index: number): number {
  return Math.floor((index - WEEKS_BEFORE) / BLOCK);
}

/** The blocks that hold the weeks from one index to another. */
export function blocksOf(first: number, last: number): readonly number[] {
  const from = blockOf(first);
  return Array.from({ length: blockOf(last) - from + 1 }, (_, index) => from + index);
}

/** The first and the last week of a block; nothing where the grid has none of it. */
export function weeksOfBlock(
  weeks: readonly string[],
  block: number,
): { readonly from: string; readonly to: string } | undefined {
  const begin = WEEKS_BEFORE + block * BLOCK;
  const [from, ...rest] = weeks.slice(Math.max(begin, 0), Math.max(begin + BLOCK, 0));
  return from === undefined ? undefined : { from, to: rest.at(-1) ?? from };
}

const short = dateWriter({ day: 'numeric', month: 'short', timeZone: 'UTC' });
const long = dateWriter({ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

const month = dateWriter({ month: 'short', timeZone: 'UTC' });

/** The month of a day, as a column has room for it. */
export function monthOf(day: string): string {
  return month(new Date(`${day}T00:00:00Z`));
}

/** A day's number in its month. */
export function dayNumber(day: string): number {
  return Number(day.slice(8));
}

/** A day without its year. */
export function shortDay(day: string): string {
  return short(new Date(`${day}T00:00:00Z`));
}

/** A day in full. */
export function longDay(day: string): string {
  return long(new Date(`${day}T00:00:00Z`));
}
