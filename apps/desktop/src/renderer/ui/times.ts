import type { TFunction } from 'i18next';
import { dateWriter } from './locale.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const steps = [
  [HOUR, MINUTE, 'm'],
  [DAY, HOUR, 'h'],
  [14 * DAY, DAY, 'd'],
  [60 * DAY, 7 * DAY, 'w'],
  [365 * DAY, 30.44 * DAY, 'mo'],
  [Number.POSITIVE_INFINITY, 365.25 * DAY, 'y'],
] as const;

/** How far a moment is from now, short enough for a list: `now`, `5 m`, `3 h`, `12 d`, `in 2 d`. `t` says texts of the frame. */
export function shortAge(at: string, nowMs: number, t: TFunction): string {
  const distance = nowMs - Date.parse(at);
  const size = Math.abs(distance);
  if (size < MINUTE) return t('age.now');
  const [, step, unit] = steps.find(([limit]) => size < limit) ?? steps[2];
  const age = t(`age.${unit}`, { count: Math.max(1, Math.floor(size / step)) });
  return distance < 0 ? t('age.ahead', { age }) : age;
}

const exact = dateWriter({ dateStyle: 'full', timeStyle: 'short' });
const clock = dateWriter({ timeStyle: 'short' });
const day = dateWriter({ dateStyle: 'medium' });

/** A moment in full, in the time zone of this device. */
export function exactTime(at: string | number): string {
  return exact(new Date(at));
}

/** The day of a moment. */
export function dayOf(at: string): string {
  return day(new Date(at));
}

/** The time of day, and the day before it where that is not today. */
export function clockTime(at: string | number, nowMs: number): string {
  const moment = new Date(at);
  const isToday = moment.toDateString() === new Date(nowMs).toDateString();
  return isToday ? clock(moment) : `${day(moment)}, ${clock(moment)}`;
}
