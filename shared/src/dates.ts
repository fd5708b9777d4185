import { z } from 'zod';

const DAY_MS = 86_400_000;

const FIRST = '1970-01-01';
const LAST = '2199-12-31';

/**
 * A day of the calendar, as `2026-03-02`: no moment, and so the same day in every time zone. Of these centuries,
 * so that one slip of the hand stretches no timeline over thousands of years.
 */
export const dateSchema = z.iso
  .date()
  .refine((date) => date >= FIRST && date <= LAST, { error: 'A day is between 1970 and 2199.' });

/** The Monday that a week begins with (ISO 8601). */
export const mondaySchema = dateSchema.refine((date) => weekdayOf(date) === 0, {
  error: 'A week is named by its Monday.',
});

/** 0 for Monday to 6 for Sunday. */
export function weekdayOf(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** The day so many days later; earlier for a negative number. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The Monday of the week of a day. */
export function mondayOf(date: string): string {
  return addDays(date, -weekdayOf(date));
}

/** Days from one day to a later one; negative for an earlier one. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** The day of a moment by UTC, as the server counts. A screen takes the day of its own clock. */
export function dateOf(time: string): string {
  return time.slice(0, 10);
}
