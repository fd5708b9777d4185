import { plainMentions } from '@holdfast/shared/mentions.ts';
import type { Alert } from '@holdfast/shared/model/alert.ts';
import { messageSchema } from '@holdfast/shared/model/message.ts';
import type { Notification } from '@holdfast/shared/model/notification.ts';
import { isPrivateThread, threadSchema } from '@holdfast/shared/model/thread.ts';
import { ticketSchema } from '@holdfast/shared/model/ticket.ts';
import { alertOf } from './subject-of.ts';
import { alertBody, alertSubject } from './word-alert.ts';
import type { Wording } from './wording.ts';

const SNIPPET_LENGTH = 300;

export interface Worded {
  readonly title: string;
  readonly body: string;
}

/** Says what notifications about one subject have to say, from the rows that caused them. The newest is the last. */
export function wordNotifications(rows: readonly Notification[], wording: Wording): Worded {
  const newest = rows.at(-1);
  if (newest === undefined) return { title: '', body: '' };
  const one = wordOne(newest, wording);
  if (rows.length === 1) return one;
  const count = rows.reduce((sum, row) => sum + row.count, 0);
  const name = subjectName(newest, wording);
  const isSaid = newest.causeTable === 'message' && one.body !== '';
  const body = isSaid ? `${one.title}: ${one.body}` : one.title;
  return { title: wording.words('notice.several', { count, name }), body };
}

/** The name of what a notification is about, as a heading would say it. Two who talk have none but the other's. */
export function subjectName(notification: Notification, wording: Wording): string {
  const { subjectTable, subjectId, actorId } = notification;
  const { words, find } = wording;
  const alert = alertOf(notification, find);
  if (alert !== undefined) return alertSubject(alert, wording);
  const row = subjectTable === null || subjectId === null ? undefined : find(subjectTable, subjectId);
  const name = row?.title ?? row?.name ?? undefined;
  if (name !== undefined) return String(name);
  return actorId === null ? words('notice.conversation') : actorName(actorId, wording);
}

function wordOne(row: Notification, wording: Wording): Worded {
  const { words } = wording;
  const { kind, count } = row;
  if (row.subjectId === null && kind !== 'refused')
    return { title: words('notice.more', { count }), body: words(`notice.kind.${kind}`) };
  const alert = alertOf(row, wording.find);
  if (alert !== undefined) return wordAlert(alert, row, wording);
  const title = words(titleKey(row, wording), {
    count,
    actor: actorName(row.actorId, wording),
    name: subjectName(row, wording),
  });
  const isMarked = row.urgent && kind !== 'urgent';
  return { title: isMarked ? words('notice.marked', { title }) : title, body: bodyOf(row, wording) };
}

/** What was said reads otherwise in a group, between two, and about a ticket; a new status has its own words. */
function titleKey(row: Notification, { find }: Wording): string {
  const base = `notice.${row.kind}`;
  if (row.causeTable === 'message' && row.subjectTable === 'thread') {
    const thread = threadSchema.safeParse(find('thread', row.subjectId ?? ''));
    return thread.success && isPrivateThread(thread.data) ? `${base}.${thread.data.subjectTable}` : base;
  }
  if (row.causeTable === 'participant') return 'notice.added';
  if (row.kind !== 'status') return base;
  const ticket = ticketSchema.safeParse(find('ticket', row.subjectId ?? ''));
  return ticket.success ? `${base}.${ticket.data.status}` : base;
}

/** What was written, or else what it is about. Of several messages also who wrote the last. */
function bodyOf(row: Notification, wording: Wording): string {
  const message = messageSchema.safeParse(
    row.causeTable === 'message' ? wording.find('message', row.causeId) : undefined,
  );
  if (message.success && message.data.deletedAt === null) {
    const said = plainMentions(message.data.body).slice(0, SNIPPET_LENGTH) || wording.words('notice.files');
    return row.count === 1 ? said : `${actorName(message.data.authorId, wording)}: ${said}`;
  }
  if (row.kind === 'refused') return wording.words('notice.refused.body');
  const ticket = row.subjectTable === 'ticket' ? wording.find('ticket', row.subjectId ?? '') : undefined;
  const number = ticket?.number ? `#${ticket.number} ` : '';
  return `${number}${subjectName(row, wording)}`;
}

/** Of an alert that somebody has given to the person it is said who did. */
function wordAlert(alert: Alert, { actorId, kind }: Notification, wording: Wording): Worded {
  const key = `notice.${kind}.${actorId === null ? alert.kind : 'given'}`;
  const title = wording.words(key, { actor: actorName(actorId, wording) });
  return { title, body: alertBody(alert, wording) };
}

function actorName(userId: string | null, { words, find }: Wording): string {
  const name = userId === null ? undefined : find('user', userId)?.name;
  return name === undefined ? words('notice.somebody') : String(name);
}
