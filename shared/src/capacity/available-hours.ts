import { addDays } from '../dates.ts';
import type { Absence } from '../model/absence.ts';
import type { Holiday } from '../model/holiday.ts';
import type { WeekdayHours } from '../model/work-hours.ts';

/** What decides how much one person can work. */
export interface WorkCalendar {
  /** Hours of each weekday, Monday first. */
  readonly weekdays: WeekdayHours;
  /** Their own. */
  readonly absences: readonly Pick<Absence, 'startsOn' | 'endsOn' | 'share'>[];
  /** Of everybody and of the divisions that they belong to. */
  readonly holidays: readonly Pick<Holiday, 'day' | 'share'>[];
}

/**
 * The hours that somebody can work in the week of this Monday, to the hundredth. Where several absences
 * cover a day, the largest share counts and not their sum; so it is with holidays. An absence takes its
 * share of what a holiday leaves.
 */
export function availableHours({ weekdays, absences, holidays }: WorkCalendar, monday: string): number {
  // So are most weeks of most people, and a screen asks for tens of thousands.
  if (absences.length === 0 && holidays.length === 0) return toHundredths(sumOf(weekdays));
  let hours = 0;
  for (const [index, usual] of weekdays.entries()) {
    if (usual === 0) continue;
    const day = addDays(monday, index);
    const free = largestShare(holidays.filter((holiday) => holiday.day === day));
    const away = largestShare(absences.filter(({ startsOn, endsOn }) => startsOn <= day && day <= endsOn));
    hours += (usual * (100 - free) * (100 - away)) / 10_000;
  }
  return toHundredths(hours);
}

function toHundredths(hours: number): number {
  return Math.round(hours * 100) / 100;
}

function sumOf(hours: readonly number[]): number {
  return hours.reduce((sum, one) => sum + one, 0);
}

function largestShare(days: readonly { readonly share: number }[]): number {
  return days.reduce((largest, { share }) => Math.max(largest, share), 0);
}
