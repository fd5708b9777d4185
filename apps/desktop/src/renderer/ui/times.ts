const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const steps: readonly (readonly [limit: number, size: number, unit: string])[] = [
  [HOUR, MINUTE, 'm'],
  [DAY, HOUR, 'h'],
  [14 * DAY, DAY, 'd'],
  [60 * DAY, 7 * DAY, 'w'],
  [365 * DAY, 30.44 * DAY, 'mo'],
  [Number.POSITIVE_INFINITY, 365.25 * DAY, 'y'],
];

/** How far a moment is from now, short enough for a list: `now`, `5 m`, `3 h`, `12 d`, `in 2 d`. */
export function shortAge(at: string, nowMs: number): string {
  const distance = nowMs - Date.parse(at);
  const size = Math.abs(distance);
  if (size < MINUTE) return 'now';
  const [, step, unit] = steps.find(([limit]) => size < limit) ?? [0, DAY, 'd'];
  const text = `${Math.max(1, Math.floor(size / step))} ${unit}`;
  return distance < 0 ? `in ${text}` : text;
}

const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short' });
const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });

/** A moment in full, in the time zone of this device. */
export function exactTime(at: string | number): string {
  return exact.format(new Date(at));
}

/** The day of a moment. */
export function dayOf(at: string): string {
  return day.format(new Date(at));
}

/** The time of day, and the day before it where that is not today. */
export function clockTime(at: string | number, nowMs: number): string {
  const moment = new Date(at);
  const isToday = moment.toDateString() === new Date(nowMs).toDateString();
  return isToday ? clock.format(moment) : `${day.format(moment)}, ${clock.format(moment)}`;
}
