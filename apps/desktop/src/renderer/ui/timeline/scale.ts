import { addDays, daysBetween, mondayOf } from '@holdfast/shared/dates.ts';
import type { DaySpan } from './span.ts';

/** How much of time is in sight at once. */
export const zooms = ['weeks', 'months', 'years'] as const;
export type Zoom = (typeof zooms)[number];

/** Pixels of a day. */
const dayWidths: Record<Zoom, number> = { weeks: 16, months: 5, years: 1.5 };

/** What is further away than this is no plan but a slip of the keys, and would make the timeline endless. */
const FARTHEST_DAYS = 3_660;

/** Where days lie on a timeline, in pixels from its beginning. */
export interface Scale {
  readonly from: string;
  readonly days: number;
  readonly dayWidth: number;
}

/** A scale that has room for all spans and for today: whole years, so that it seldom grows while one looks. */
export function scaleOf(spans: readonly DaySpan[], today: string, zoom: Zoom): Scale {
  const [earliest, latest] = [addDays(today, -FARTHEST_DAYS), addDays(today, FARTHEST_DAYS)];
  let [from, to] = [addDays(today, -60), addDays(today, 180)];
  for (const span of spans) {
    if (span.from < from) from = span.from > earliest ? span.from : earliest;
    if (span.to > to) to = span.to < latest ? span.to : latest;
  }
  const first = mondayOf(`${yearOf(from)}-01-01`);
  const last = `${yearOf(to)}-12-31`;
  return { from: first, days: daysBetween(first, last) + 1, dayWidth: dayWidths[zoom] };
}

/** Where a day begins. */
export function placeOf(scale: Scale, date: string): number {
  return daysBetween(scale.from, date) * scale.dayWidth;
}

/** A bar: where it begins and how wide it is, cut off at the ends of the scale. Nothing where none of it is on it. */
export function barOf(scale: Scale, { from, to }: DaySpan): { start: number; width: number } | undefined {
  const begin = Math.max(0, daysBetween(scale.from, from));
  const end = Math.min(scale.days, daysBetween(scale.from, to) + 1);
  if (begin >= end) return undefined;
  return { start: begin * scale.dayWidth, width: (end - begin) * scale.dayWidth };
}

/** Whole days nearest to so many pixels. */
export function daysOf(scale: Scale, pixels: number): number {
  return Math.round(pixels / scale.dayWidth) || 0;
}

/** The firsts of the months, or of the years, that lie on it. */
export function firstsOf(scale: Scale, unit: 'month' | 'year'): readonly string[] {
  const end = addDays(scale.from, scale.days - 1);
  const firsts: string[] = [];
  for (let year = yearOf(scale.from); year <= yearOf(end); year += 1) {
    const months = unit === 'year' ? [1] : [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
    for (const month of months) {
      const first = `${year}-${String(month).padStart(2, '0')}-01`;
      if (first >= scale.from && first <= end) firsts.push(first);
    }
  }
  return firsts;
}

/** The Mondays that lie on it. */
export function mondaysOf(scale: Scale): readonly string[] {
  const weeks = Math.ceil(scale.days / 7);
  return Array.from({ length: weeks }, (_, week) => addDays(scale.from, week * 7));
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}
