const HOUR_MS = 60 * 60_000;
const MORNING = 8;

export type QuietSpan = 'hour' | 'tomorrow';

/** When a time without disturbance ends: an hour from now, or on the next morning by the clocks of this device. */
export function quietSpanEnd(span: QuietSpan, now: Date): Date {
  if (span === 'hour') return new Date(now.getTime() + HOUR_MS);
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, MORNING);
}
