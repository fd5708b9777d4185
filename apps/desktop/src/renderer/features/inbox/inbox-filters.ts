import type { RowQuery } from '../../../engine/api/query.ts';

/** What the inbox can show, in the order in which it is offered. */
export const inboxFilters = ['all', 'unread', 'mentions', 'assigned', 'snoozed', 'done'] as const;
export type InboxFilter = (typeof inboxFilters)[number];

/**
 * As many as are ever shown of a filter: as many rows as one query may name. Those that are older move up as
 * one works them off.
 */
export const MOST_SHOWN = 1_000;

export function isInboxFilter(name: unknown): name is InboxFilter {
  return inboxFilters.some((known) => known === name);
}

const open = { where: { doneAt: null } };

/**
 * Which notifications a filter means; the newest `limit` of them. Snoozed ones are still among those that
 * are open: whether they are asleep depends on the hour, and the list leaves them out.
 */
export function inboxQuery(filter: InboxFilter, limit: number): Omit<RowQuery, 'table'> {
  const column = filter === 'done' ? 'doneAt' : 'at';
  return { ...meant[filter], order: [{ column, direction: 'descending' }], offset: 0, limit };
}

const meant: Record<InboxFilter, Pick<RowQuery, 'where' | 'range'>> = {
  all: open,
  unread: { where: { doneAt: null, readAt: null } },
  mentions: { where: { doneAt: null, kind: 'mentioned' } },
  assigned: { where: { doneAt: null, kind: ['assigned', 'unassigned'] } },
  // Whatever has such a time at all: rows without one are in no range.
  snoozed: { ...open, range: { column: 'snoozedUntil', from: '' } },
  done: { range: { column: 'doneAt', from: '' } },
};
