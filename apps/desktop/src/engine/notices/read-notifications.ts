import { type Notification, notificationSchema } from '@holdfast/shared/model/notification.ts';
import type { NotificationKind } from '@holdfast/shared/notification-kinds.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import { readView } from '../store/overlay-rows.ts';
import type { Statements } from '../store/statements.ts';
import type { NoticeHost } from './notice-host.ts';
import { isInSight } from './subject-of.ts';

/* Only the person's own notifications are on their disk. Moments are in milliseconds since 1970. */

/** At most so many are asked for at once: nobody has more unread that anything could be done with. */
const MOST_READ = 500;

/** What is counted in conversations as unread messages already. */
const ofMessages: readonly NotificationKind[] = ['mentioned', 'commented', 'message'];

const unread = 'readAt IS NULL AND doneAt IS NULL';
const isNews = `${unread} AND (snoozedUntil IS NULL OR snoozedUntil <= ?)`;

export function findNotification(statements: Statements, id: string): Notification | undefined {
  const parsed = notificationSchema.safeParse(readView(statements, 'notification', id));
  return parsed.success ? parsed.data : undefined;
}

/** Whether it waits to be seen: nobody read it, is done with it, or put it off. */
export function isNewsNow({ readAt, doneAt, snoozedUntil }: Notification, now: number): boolean {
  return readAt === null && doneAt === null && (snoozedUntil === null || Date.parse(snoozedUntil) <= now);
}

/** A notification, if it waits to be seen and the person sees what it is about; otherwise nothing. */
export function findNews(
  host: Pick<NoticeHost, 'statements' | 'clock' | 'find'>,
  id: string,
): Notification[] {
  const row = findNotification(host.statements, id);
  return row !== undefined && isNewsNow(row, host.clock.now()) && isInSight(row, host.find) ? [row] : [];
}

/** What waits to be seen about a subject. */
export function readNewsAbout(statements: Statements, subjectId: string, now: number): Notification[] {
  const where = `subjectId = ? AND ${isNews}`;
  return select(statements, where, subjectId, formatTime(now));
}

/** What waits to be seen of a kind and stands for several. */
export function readNewsOfKind(statements: Statements, kind: NotificationKind, now: number): Notification[] {
  const where = `kind = ? AND subjectId IS NULL AND ${isNews}`;
  return select(statements, where, kind, formatTime(now));
}

/** What waits to be seen and was caused at this moment or later. */
export function readNewsSince(statements: Statements, since: number, now: number): Notification[] {
  return select(statements, `at >= ? AND ${isNews}`, formatTime(since), formatTime(now));
}

/** What was put off until a moment after the first and not after the second. */
export function readBackBetween(statements: Statements, after: number, until: number): Notification[] {
  const where = `${unread} AND snoozedUntil > ? AND snoozedUntil <= ?`;
  return select(statements, where, formatTime(after), formatTime(until));
}

/** When the next one comes back that was put off. */
export function readNextBack(statements: Statements, now: number): number | undefined {
  const sql = `SELECT min(snoozedUntil) AS next FROM notification WHERE ${unread} AND snoozedUntil > ?`;
  const next = statements.get<{ next: string | null }>(sql, formatTime(now))?.next ?? undefined;
  return next === undefined ? undefined : Date.parse(next);
}

export interface NewsCount {
  /** What waits in the inbox. */
  readonly inbox: number;
  /** That part of it which no count of unread messages holds. */
  readonly besidesMessages: number;
}

export function countNews(statements: Statements, now: number): NewsCount {
  const marks = ofMessages.map(() => '?').join(', ');
  const sql = `SELECT count(*) AS inbox, count(*) FILTER (WHERE kind NOT IN (${marks})) AS besidesMessages
    FROM notification WHERE ${isNews}`;
  return statements.get<NewsCount>(sql, ...ofMessages, formatTime(now)) ?? { inbox: 0, besidesMessages: 0 };
}

/** The newest, in the order in which they were caused. */
function select(statements: Statements, where: string, ...values: readonly string[]): Notification[] {
  const sql = `SELECT data FROM notification WHERE ${where} ORDER BY at DESC LIMIT ${MOST_READ}`;
  const rows = statements.all<{ data: string }>(sql, ...values);
  return rows
    .flatMap(({ data }) => {
      const parsed = notificationSchema.safeParse(JSON.parse(data));
      return parsed.success ? [parsed.data] : [];
    })
    .reverse();
}
