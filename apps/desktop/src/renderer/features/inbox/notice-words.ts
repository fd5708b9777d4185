import type { Notification } from '@holdfast/shared/model/notification.ts';
import type { TFunction } from 'i18next';

/** What a notification is worded from, read from the rows as they are now. */
export interface NoticeFacts {
  /** Who caused it; nothing where nobody did. */
  readonly name: string;
  /** What they wrote, in one line; nothing where that is not here, or not any more. */
  readonly text: string | undefined;
  /** The status that the ticket has now. */
  readonly status: string;
  /** The day by which it is due. */
  readonly due: string;
  /** Of an own change that was replaced. */
  readonly field: string | undefined;
  /** What an alert says; nothing where it is not here (any more). */
  readonly alert: string | undefined;
}

/** What happened, in one line. */
export function noticeWords(
  { kind, count, subjectId }: Notification,
  facts: NoticeFacts,
  t: TFunction,
): string {
  const { text, field, alert, ...values } = facts;
  if (subjectId === null && kind !== 'refused') return t('folded', { ns: 'inbox', count });
  if (kind === 'alert' && alert !== undefined) return alert;
  const said = wordOf(kind, text, field);
  const words = t(`line.${said}`, { ns: 'inbox', ...values, text, field });
  return count > 1 ? t('line.more', { ns: 'inbox', words, count: count - 1 }) : words;
}

function wordOf(kind: Notification['kind'], text: string | undefined, field: string | undefined): string {
  if (kind === 'mentioned') return text === undefined ? 'mentioned' : 'mentioned.text';
  if (kind === 'commented' || kind === 'message') return text === undefined ? 'commented' : 'commented.text';
  if (kind === 'overwritten') return field === undefined ? 'overwritten' : 'overwritten.field';
  return kind;
}
