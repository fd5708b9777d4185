import type { FindRow } from '@holdfast/shared/entity/define-mutation.ts';
import type { Notification } from '@holdfast/shared/model/notification.ts';
import type { Notice } from '../api/notices.ts';

/** What a click on a notice opens: what all of it is about, or the inbox. */
export function targetOf(rows: readonly Notification[]): Notice['target'] {
  const { subjectTable = null, subjectId = null } = rows.at(-1) ?? {};
  return subjectTable === null || subjectId === null ? null : { table: subjectTable, id: subjectId };
}

/** Whether the person sees what it is about. What one may not see any more is told of no more (S23). */
export function isInSight({ subjectTable, subjectId }: Notification, find: FindRow): boolean {
  return subjectTable === null || subjectId === null || find(subjectTable, subjectId) !== undefined;
}
