import { dateWriter, writeNumber } from './locale.ts';

const shortDay = dateWriter({ day: 'numeric', month: 'short', timeZone: 'UTC' });
const fullDay = dateWriter({ dateStyle: 'medium', timeZone: 'UTC' });

/** A percentage with its sign as this place writes it: `percent` is 40 for 40 %. */
export function writePercent(percent: number, digits = 0): string {
  return writeNumber(percent / 100, { style: 'percent', maximumFractionDigits: digits });
}

/** A day of the calendar, as `2026-03-02`, without its year: where the year is plain. */
export function writeShortDay(date: string): string {
  return shortDay(new Date(`${date}T00:00:00Z`));
}

/** A day of the calendar with its year. */
export function writeDay(date: string): string {
  return fullDay(new Date(`${date}T00:00:00Z`));
}
