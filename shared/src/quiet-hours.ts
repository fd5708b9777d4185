import { z } from 'zod';
import { isTimeZone, type WallTime, wallTimeIn } from './wall-time.ts';

const clockTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'A time such as 18:30.' });

/** Hours in which nothing shows by itself and nothing sounds. What comes waits in the inbox. */
export const quietHoursSchema = z.object({
  /** The time zone that the times are of, such as `Europe/Berlin`. */
  zone: z.string().max(60),
  times: z
    .array(
      z.object({
        /** Days on which it begins, 0 for Sunday. */
        days: z.array(z.number().int().min(0).max(6)).max(7),
        from: clockTimeSchema,
        /** On the next day where it is not after `from`. */
        to: clockTimeSchema,
      }),
    )
    .max(20),
});
export type QuietHours = z.infer<typeof quietHoursSchema>;

/** Quiet hours as somebody chooses them: in a time zone that there is. */
export const chosenQuietHoursSchema = quietHoursSchema.refine(({ zone }) => isTimeZone(zone), {
  error: 'Choose a time zone that exists, such as Europe/Berlin.',
});
type QuietTime = QuietHours['times'][number];

/** A moment, in milliseconds since 1970 and as rows hold it. */
interface Quiet {
  readonly quietHours: QuietHours | null;
  readonly quietUntil: string | null;
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
/** Clocks are set forward and back on the quarter of an hour. */
const QUARTER_MS = 15 * MINUTE_MS;
/** Quiet hours that leave no gap in a week have no end. */
const LOOKED_AHEAD_MS = 8 * DAY_MINUTES * MINUTE_MS;

/**
 * Whether a person wants nothing to show by itself at a moment, in milliseconds since 1970: by their
 * quiet hours, as the clocks of their time zone show, or because they chose not to be disturbed.
 */
export function isQuiet({ quietHours, quietUntil }: Quiet, now: number): boolean {
  return isBefore(now, quietUntil) || minutesLeft(quietHours, now) > 0;
}

/**
 * When it is quiet no more, in milliseconds since 1970: `now` itself where it is not quiet. Of quiet
 * hours without any gap a moment eight days later, to look again.
 */
export function quietEndsAt({ quietHours, quietUntil }: Quiet, now: number): number {
  const begin = isBefore(now, quietUntil) ? Date.parse(quietUntil) : now;
  let at = begin;
  while (at < begin + LOOKED_AHEAD_MS) {
    const left = minutesLeft(quietHours, at);
    if (left === 0) return at;
    const minute = Math.floor(at / MINUTE_MS) * MINUTE_MS;
    const quarter = (Math.floor(at / QUARTER_MS) + 1) * QUARTER_MS;
    at = Math.min(minute + left * MINUTE_MS, quarter);
  }
  return at;
}

function isBefore(now: number, until: string | null): until is string {
  return until !== null && now < Date.parse(until);
}

/** So many minutes of the clock, the running one included, are still quiet by the hours of one occurrence; 0 if none. */
function minutesLeft(hours: QuietHours | null, at: number): number {
  if (hours === null || hours.times.length === 0) return 0;
  const wall = wallTimeIn(hours.zone, at);
  return Math.max(...hours.times.map((time) => minutesLeftOf(time, wall)));
}

function minutesLeftOf({ days, from, to }: QuietTime, { weekday, minute }: WallTime): number {
  const begin = minuteOf(from);
  const length = (minuteOf(to) - begin + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES;
  const sinceToday = minute - begin;
  const sinceYesterday = sinceToday + DAY_MINUTES;
  const today = days.includes(weekday) && sinceToday >= 0 ? length - sinceToday : 0;
  const yesterday = days.includes((weekday + 6) % 7) ? length - sinceYesterday : 0;
  return Math.max(0, today, yesterday);
}

function minuteOf(clockTime: string): number {
  const [hours, minutes] = clockTime.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}
