import { dateOf, daysBetween } from '../dates.ts';
import type { Alert } from '../model/alert.ts';
import type { AlertKind } from './alert-kinds.ts';

/** Kinds whose figure is days, and grows by itself every day. */
const lateKinds: ReadonlySet<AlertKind> = new Set(['phase-late', 'ticket-overdue']);

/** Whether it still waits for somebody at a moment: raised, not put off, and nobody has said that they know. */
export function isOpen(
  { state, acknowledgedBy, snoozedUntil }: Pick<Alert, 'state' | 'acknowledgedBy' | 'snoozedUntil'>,
  now: string,
): boolean {
  if (state !== 'raised' || acknowledgedBy !== null) return false;
  return snoozedUntil === null || snoozedUntil <= now;
}

/**
 * The figure of an alert that stands, on a day. How late something is grows every day by itself and is not
 * stored anew, so that nothing is written and sent only because a day has passed.
 */
export function valueOn(
  { kind, value, updatedAt }: Pick<Alert, 'kind' | 'value' | 'updatedAt'>,
  today: string,
): number {
  return lateKinds.has(kind) ? value + Math.max(0, daysBetween(dateOf(updatedAt), today)) : value;
}
