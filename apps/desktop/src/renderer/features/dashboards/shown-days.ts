import { addDays, daysBetween } from '@holdfast/shared/dates.ts';

/** How many days lie between the points of a chart, by how long it is: days, weeks, four weeks. */
function stepOf(days: number): number {
  if (days <= 92) return 1;
  return days <= 1_100 ? 7 : 28;
}

/**
 * The days that a chart from one day to another shows, today among them if it lies between: not more than about
 * 160, however long that is.
 */
export function shownDays(from: string, to: string, today: string): readonly string[] {
  const step = stepOf(daysBetween(from, to));
  const anchor = today < from ? from : today > to ? to : today;
  const before = Math.floor(daysBetween(from, anchor) / step);
  const after = Math.floor(daysBetween(anchor, to) / step);
  return Array.from({ length: before + after + 1 }, (_, at) => addDays(anchor, (at - before) * step));
}
