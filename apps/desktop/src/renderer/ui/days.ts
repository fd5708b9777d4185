import { dateWriter } from './locale.ts';

const medium = dateWriter({ dateStyle: 'medium' });
const short = dateWriter({ day: 'numeric', month: 'short' });
const month = dateWriter({ month: 'long', year: 'numeric' });
const shortMonth = dateWriter({ month: 'short' });
const dayOfMonth = dateWriter({ day: 'numeric' });

/** A day of the calendar (`2026-03-02`) as people of this place write it. It is the same day in every time zone. */
export function writeDay(date: string): string {
  return medium(noonOf(date));
}

/** A day without its year, for narrow places. */
export function writeShortDay(date: string): string {
  return short(noonOf(date));
}

/** The month of a day, with its year: `March 2026`. */
export function writeMonth(date: string): string {
  return month(noonOf(date));
}

/** The month of a day alone: `Mar`. */
export function writeShortMonth(date: string): string {
  return shortMonth(noonOf(date));
}

/** The day of the month alone: `2`. */
export function writeDayOfMonth(date: string): string {
  return dayOfMonth(noonOf(date));
}

/** The day that it is by the clock of this device. */
export function todayOf(nowMs: number): string {
  const now = new Date(nowMs);
  const two = (part: number) => String(part).padStart(2, '0');
  return [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join('-');
}

/** Noon by the clock of this device: there is one on every day, also when clocks are put forward. */
function noonOf(date: string): Date {
  return new Date(`${date}T12:00:00`);
}
