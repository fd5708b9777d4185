import { type Notification, notificationModel } from '@holdfast/shared/model/notification.ts';
import { useMemo } from 'react';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { useNow } from '../../hooks/use-now.ts';
import { type InboxFilter, inboxQuery } from './inbox-filters.ts';
import { groupNotifications, type InboxGroup, isSnoozed } from './inbox-groups.ts';
import { type InboxRows, useInboxRows } from './use-inbox-rows.ts';

export interface Inbox {
  readonly rows: readonly Notification[];
  readonly groups: readonly InboxGroup[];
  readonly says: InboxRows;
  readonly hasUnread: boolean;
  readonly hasOlder: boolean;
  /** Only once it is known. */
  readonly isEmpty: boolean;
}

const MINUTE_MS = 60_000;
const none: readonly Notification[] = [];

/** The newest notifications that a filter means, from this device's disk. */
export function useInbox(filter: InboxFilter, limit: number): Inbox {
  const found = useLiveQuery(notificationModel, inboxQuery(filter, limit));
  const now = useNow(MINUTE_MS);
  const rows = useMemo(() => {
    const shown = found?.rows.map(({ row }) => row).filter((row) => isShown(row, filter, now));
    return shown ?? none;
  }, [found, filter, now]);
  const groups = useMemo(() => groupNotifications(rows), [rows]);
  return {
    rows,
    groups,
    says: useInboxRows(rows),
    hasUnread: rows.some(({ readAt }) => readAt === null),
    hasOlder: found !== undefined && found.total > found.rows.length,
    isEmpty: found !== undefined && groups.length === 0,
  };
}

/** What is asleep is shown where one asks for it, and with what is done. */
function isShown(row: Notification, filter: InboxFilter, nowMs: number): boolean {
  return filter === 'done' || isSnoozed(row, nowMs) === (filter === 'snoozed');
}
