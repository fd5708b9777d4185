import type { FindRow } from '@holdfast/shared/entity/define-mutation.ts';
import { type Alert, alertSchema } from '@holdfast/shared/model/alert.ts';
import type { Notification } from '@holdfast/shared/model/notification.ts';
import type { Notice } from '../api/notices.ts';

/** What a click on a notice opens: what all of it is about, or the inbox. */
export function targetOf(rows: readonly Notification[]): Notice['target'] {
  const { subjectTable = null, subjectId = null } = rows.at(-1) ?? {};
  return subjectTable === null || subjectId === null ? null : { table: subjectTable, id: subjectId };
}

/**
 * Whether the person sees what it is about. What one may not see any more is told of no more (S23), and an
 * alert whose cause is gone needs nobody any more.
 */
export function isInSight({ subjectTable, subjectId }: Notification, find: FindRow): boolean {
  if (subjectTable === null || subjectId === null) return true;
  const row = find(subjectTable, subjectId);
  return row !== undefined && (subjectTable !== 'alert' || row.state === 'raised');
}

/** The alert that a notification is about, if the person sees it. */
export function alertOf(
  { subjectTable, subjectId }: Pick<Notification, 'subjectTable' | 'subjectId'>,
  find: FindRow,
): Alert | undefined {
  if (subjectTable !== 'alert' || subjectId === null) return undefined;
  const alert = alertSchema.safeParse(find('alert', subjectId));
  return alert.success ? alert.data : undefined;
}
