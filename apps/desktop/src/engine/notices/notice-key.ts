import type { Notification } from '@holdfast/shared/model/notification.ts';
import { type NotificationKind, notificationKinds } from '@holdfast/shared/notification-kinds.ts';

/** The key of the one notice that stands for all that came while nobody looked. */
export const SUMMARY_KEY = 'summary';
/** The key of the notice that somebody has sent to themselves to see how it looks. */
export const TEST_KEY = 'test';

/** What a notice's key says: a subject, a kind without one, or neither. */
export type NoticeSubject =
  | { readonly subjectId: string }
  | { readonly kind: NotificationKind }
  | { readonly key: string };

/** All notifications about one subject share one notice, which is updated. */
export function noticeKeyOf({
  subjectTable,
  subjectId,
  kind,
}: Pick<Notification, 'subjectTable' | 'subjectId' | 'kind'>): string {
  return subjectTable === null || subjectId === null ? `kind:${kind}` : `${subjectTable}:${subjectId}`;
}

export function readNoticeKey(key: string): NoticeSubject {
  const [prefix = '', rest = ''] = key.split(':');
  if (['ticket', 'project', 'thread', 'alert'].includes(prefix) && rest !== '') return { subjectId: rest };
  const kind = notificationKinds.find((known) => prefix === 'kind' && known === rest);
  return kind === undefined ? { key } : { kind };
}
