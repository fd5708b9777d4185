const HOUR_MS = 60 * 60 * 1_000;
const MORNING = 8;

/** How long one may choose not to be disturbed. */
export const quietSpans = ['hour', 'tomorrow'] as const;
export type QuietSpan = (typeof quietSpans)[number];

/** When it ends: an hour from now, or on the next morning by the clocks of this device. */
export function quietSpanEnd(span: QuietSpan, now: Date): Date {
  if (span === 'hour') return new Date(now.getTime() + HOUR_MS);
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, MORNING);
}
