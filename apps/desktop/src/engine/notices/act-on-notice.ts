import type { Notification } from '@holdfast/shared/model/notification.ts';
import { ticketSchema } from '@holdfast/shared/model/ticket.ts';
import { userSchema } from '@holdfast/shared/model/user.ts';
import { may } from '@holdfast/shared/permissions.ts';
import { HoldfastError, notFound } from '@holdfast/shared/protocol/errors.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import type { NoticeAct, NoticeAction } from '../api/notices.ts';
import type { NoticeHost } from './notice-host.ts';
import { readNoticeKey } from './notice-key.ts';
import { alertOf } from './subject-of.ts';

/** "Later" is in an hour, in milliseconds. */
export const SNOOZE_MS = 60 * 60_000;
/** One change names at most so many notifications. */
const MOST_IDS = 500;

type Host = Pick<NoticeHost, 'userId' | 'clock' | 'find' | 'newId' | 'mutate'>;

/** What can be done about notifications of one subject where they show. */
export function actionsFor(
  rows: readonly Notification[],
  host: Pick<Host, 'userId' | 'find'>,
): NoticeAction[] {
  const newest = rows.at(-1);
  if (newest === undefined) return [];
  const isSaid = newest.subjectId !== null && rows.some(({ causeTable }) => causeTable === 'message');
  const canTake = isFree(newest, host) && mayAssign(host);
  const isUnknown = alertOf(newest, host.find)?.acknowledgedBy === null;
  return [
    ...(isSaid ? ['reply' as const] : []),
    ...(canTake ? ['assign' as const] : []),
    ...(isUnknown ? ['acknowledge' as const] : []),
    'read',
    'snooze',
  ];
}

/**
 * Does what was chosen on a notice; `rows` are those that it stands for and that are still news.
 * @throws what refuses the change, and INVALID_MESSAGE where there is nothing to answer or to take
 */
export function actOnNotice(act: NoticeAct, rows: readonly Notification[], host: Host): void {
  const subject = readNoticeKey(act.key);
  const subjectId = 'subjectId' in subject ? subject.subjectId : undefined;
  if (act.action === 'reply') reply(act.text ?? '', subjectId, host);
  if (act.action === 'assign') assign(subjectId, host);
  if (act.action === 'acknowledge') acknowledge(subjectId, host);
  if (act.action === 'snooze') {
    const until = formatTime(host.clock.now() + SNOOZE_MS);
    change(rows, (ids) => host.mutate('notification.snooze', { ids, until }));
  } else if (act.action === 'read') {
    change(rows, (ids) => host.mutate('notification.read', { ids, read: true }));
  } else change(rows, (ids) => host.mutate('notification.seen', { ids }));
}

/** The thread of a ticket or a project has its id. */
function reply(body: string, threadId: string | undefined, { newId, mutate }: Host): void {
  if (threadId === undefined)
    throw new HoldfastError('INVALID_MESSAGE', 'There is nothing here to answer to.');
  mutate('message.create', { id: newId(), threadId, body });
}

function assign(ticketId: string | undefined, { find, userId, mutate }: Host): void {
  const ticket = ticketSchema.safeParse(find('ticket', ticketId ?? ''));
  if (!ticket.success) throw new HoldfastError('NOT_FOUND', 'This ticket is not there any more.');
  const { id, assigneeId } = ticket.data;
  if (assigneeId === userId) return;
  // The button was offered while nobody had it. What has come since its person may not have seen.
  if (assigneeId !== null) throw new HoldfastError('CONFLICT', 'Somebody else has taken this ticket on.');
  mutate('ticket.update', { id, changes: { assigneeId: { was: null, now: userId } } });
}

/** What somebody else has said meanwhile, that they know, stands. */
function acknowledge(alertId: string | undefined, { find, userId, mutate }: Host): void {
  const alert = alertOf({ subjectTable: 'alert', subjectId: alertId ?? null }, find);
  if (alert === undefined) throw notFound('alert');
  if (alert.acknowledgedBy !== null) return;
  mutate('alert.update', { id: alert.id, changes: { acknowledgedBy: { was: null, now: userId } } });
}

function change(rows: readonly Notification[], write: (ids: string[]) => void): void {
  for (let from = 0; from < rows.length; from += MOST_IDS)
    write(rows.slice(from, from + MOST_IDS).map(({ id }) => id));
}

/** Whether it is about an open ticket that nobody works on. */
function isFree({ subjectTable, subjectId }: Notification, { find }: Pick<Host, 'find'>): boolean {
  const ticket = ticketSchema.safeParse(
    subjectTable === 'ticket' ? find('ticket', subjectId ?? '') : undefined,
  );
  return ticket.success && ticket.data.assigneeId === null && ticket.data.status === 'open';
}

function mayAssign({ find, userId }: Pick<Host, 'find' | 'userId'>): boolean {
  const person = userSchema.safeParse(find('user', userId));
  return person.success && may(person.data.role, 'ticket.assign', false);
}
