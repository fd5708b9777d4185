import { groupBy } from '@holdfast/shared/group-by.ts';
import type { Notification } from '@holdfast/shared/model/notification.ts';
import { noticeKeyOf } from './notice-key.ts';

/** Notifications that share one notice. */
export interface Group {
  readonly key: string;
  readonly urgent: boolean;
  /** In the order in which they were caused. */
  readonly rows: readonly Notification[];
  /** How much has happened since they were told of last. */
  readonly updates: number;
}

/** A notification, and for how many causes it stood when it was told of last. */
export interface Entry {
  readonly row: Notification;
  readonly known: number;
}

/** Puts together what is about the same subject. */
export function groupByKey(entries: readonly Entry[]): Group[] {
  const groups = groupBy(entries, ({ row }) => noticeKeyOf(row));
  return [...groups].map(([key, of]) => ({
    key,
    urgent: of.some(({ row }) => row.urgent),
    rows: of.map(({ row }) => row).sort(byTime),
    updates: of.reduce((sum, { row, known }) => sum + Math.max(1, row.count - known), 0),
  }));
}

export function byTime(one: Notification, other: Notification): number {
  return one.at < other.at ? -1 : one.at > other.at ? 1 : 0;
}
