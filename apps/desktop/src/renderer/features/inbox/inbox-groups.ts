import { groupBy } from '@holdfast/shared/group-by.ts';
import type { Notification } from '@holdfast/shared/model/notification.ts';

/** What a notification is about: a ticket, a project, a conversation, an alert. */
export interface Subject {
  readonly table: 'ticket' | 'project' | 'thread' | 'alert';
  readonly id: string;
}

/** A subject of which one can choose what to hear, and that has a link and a window of its own. */
export interface Place extends Subject {
  readonly table: Exclude<Subject['table'], 'alert'>;
}

/** All that is there to say about one ticket, project or conversation; of what is about none, one by one. */
export interface InboxGroup {
  readonly key: string;
  /** Nothing where it stands for several rows, or for none. */
  readonly subject: Subject | undefined;
  /** The newest first; never empty. */
  readonly items: readonly Notification[];
  readonly isUnread: boolean;
  readonly isUrgent: boolean;
}

/** Puts notifications together by what they are about, in the order of each group's first one. */
export function groupNotifications(rows: readonly Notification[]): readonly InboxGroup[] {
  return [...groupBy(rows, keyOf)].map(([key, items]) => ({
    key,
    subject: subjectOf(items[0]),
    items,
    isUnread: items.some(({ readAt }) => readAt === null),
    isUrgent: items.some(({ urgent, readAt }) => urgent && readAt === null),
  }));
}

/** Whether a notification is out of sight for now. */
export function isSnoozed({ snoozedUntil }: Pick<Notification, 'snoozedUntil'>, nowMs: number): boolean {
  return snoozedUntil !== null && Date.parse(snoozedUntil) > nowMs;
}

function keyOf({ id, subjectTable, subjectId }: Notification): string {
  return subjectTable === null || subjectId === null ? id : `${subjectTable}-${subjectId}`;
}

function subjectOf(row: Notification | undefined): Subject | undefined {
  if (row === undefined || row.subjectTable === null || row.subjectId === null) return undefined;
  return { table: row.subjectTable, id: row.subjectId };
}
