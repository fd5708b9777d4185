import { isOpen } from '@holdfast/shared/alerts/open-alert.ts';
import type { Alert } from '@holdfast/shared/model/alert.ts';
import type { RowQuery } from '../../../engine/api/query.ts';

/** What the list can show, in the order in which it is offered. */
export const alertFilters = ['open', 'mine', 'acknowledged', 'snoozed', 'resolved'] as const;
export type AlertFilter = (typeof alertFilters)[number];

export function isAlertFilter(name: unknown): name is AlertFilter {
  return alertFilters.some((known) => known === name);
}

/** As many as one query may name at once. */
export const MOST_SHOWN = 1_000;

/**
 * Which alerts a filter asks the disk for, the newest first. Whether one sleeps depends on the hour: see
 * `isMeant`.
 */
export function alertQuery(filter: AlertFilter, me: string, limit: number): Omit<RowQuery, 'table'> {
  const column = filter === 'resolved' ? 'resolvedAt' : 'raisedAt';
  return { ...asked(filter, me), order: [{ column, direction: 'descending' }], offset: 0, limit };
}

function asked(filter: AlertFilter, me: string): Pick<RowQuery, 'where' | 'range'> {
  if (filter === 'resolved') return { where: { state: 'resolved' } };
  if (filter === 'mine') return { where: { state: 'raised', assigneeId: me } };
  // Whatever has such a time at all: rows without one are in no range.
  if (filter === 'acknowledged')
    return { where: { state: 'raised' }, range: { column: 'acknowledgedAt', from: '' } };
  const waiting = { state: 'raised', acknowledgedAt: null };
  return filter === 'snoozed'
    ? { where: waiting, range: { column: 'snoozedUntil', from: '' } }
    : { where: waiting };
}

/** Whether a filter means an alert at a moment, beside what its query says. */
export function isMeant(alert: Alert, filter: AlertFilter, now: string): boolean {
  if (filter === 'open') return isOpen(alert, now);
  return filter === 'snoozed' ? !isOpen(alert, now) : true;
}
