import { addDays, daysBetween } from '@holdfast/shared/dates.ts';

/** Days from a first to a last one, both included. */
export interface DaySpan {
  readonly from: string;
  readonly to: string;
}

/** What a drag takes hold of: the whole span, or one of its ends. */
export type Grip = 'whole' | 'start' | 'end';

/** The span after its grip was moved by so many days. No end passes the other: at least one day is left. */
export function movedSpan(span: DaySpan, grip: Grip, days: number): DaySpan {
  const { from, to } = span;
  if (grip === 'whole') return { from: addDays(from, days), to: addDays(to, days) };
  if (grip === 'start') return { from: earlier(addDays(from, days), to), to };
  return { from, to: later(addDays(to, days), from) };
}

/** How many days it has. */
export function lengthOf({ from, to }: DaySpan): number {
  return daysBetween(from, to) + 1;
}

export function isSameSpan(left: DaySpan, right: DaySpan): boolean {
  return left.from === right.from && left.to === right.to;
}

export interface SpanKey {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

const WEEK = 7;

/**
 * What a key does to a span: arrows move it by a day and the page keys by a week, with Shift its end, with Ctrl or
 * Cmd and Shift its beginning. `forward`: 1 where time runs from left to right, -1 where it runs the other way.
 */
export function spanKeyMove(event: SpanKey, forward: 1 | -1): { grip: Grip; days: number } | undefined {
  const days = daysOfKey(event.key, forward);
  const hasMod = event.ctrlKey || event.metaKey;
  if (days === undefined || (hasMod && !event.shiftKey)) return undefined;
  if (!event.shiftKey) return { grip: 'whole', days };
  return { grip: hasMod ? 'start' : 'end', days };
}

function daysOfKey(key: string, forward: 1 | -1): number | undefined {
  if (key === 'ArrowRight') return forward;
  if (key === 'ArrowLeft') return -forward;
  if (key === 'PageDown') return WEEK;
  if (key === 'PageUp') return -WEEK;
  return undefined;
}

function earlier(date: string, limit: string): string {
  return date < limit ? date : limit;
}

function later(date: string, limit: string): string {
  return date > limit ? date : limit;
}
