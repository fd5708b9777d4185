import { dateWriter } from '../ui/locale.ts';

const clock = dateWriter({ timeStyle: 'short' });
const day = dateWriter({ weekday: 'long', day: 'numeric', month: 'long' });
const dayOfYear = dateWriter({ dateStyle: 'long' });
const DAY_MS = 24 * 60 * 60_000;

/** The time of day of a moment, where this device is. */
export function timeOfDay(at: string): string {
  return clock(new Date(at));
}

/** The day of a moment: `today`, `yesterday`, or in full. */
export function dayWords(at: string, nowMs: number): 'today' | 'yesterday' | { readonly day: string } {
  const moment = new Date(at);
  if (isSameDay(moment, new Date(nowMs))) return 'today';
  if (isSameDay(moment, new Date(nowMs - DAY_MS))) return 'yesterday';
  const isThisYear = moment.getFullYear() === new Date(nowMs).getFullYear();
  return { day: (isThisYear ? day : dayOfYear)(moment) };
}

function isSameDay(left: Date, right: Date): boolean {
  return left.toDateString() === right.toDateString();
}
