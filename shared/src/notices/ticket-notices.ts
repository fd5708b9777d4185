import type { NoticeCause, NoticeDraft, NoticedChange } from '../entity/notice-draft.ts';
import type { NotificationKind } from '../notification-kinds.ts';

/** What of a ticket decides for whom it is news. */
interface Ticket {
  readonly id: string;
  readonly status: string;
  readonly priority: string;
  readonly creatorId: string;
  readonly assigneeId: string | null;
  readonly watcherIds: readonly string[];
  readonly due: string | null;
}

type Change = NoticedChange<Ticket>;

/** How long before it is due a ticket is due soon, in milliseconds. */
export const DUE_SOON_MS = 24 * 3_600_000;

/** For whom a change of a ticket is news: whose it is now and was before, who follows how it goes, and the desk. */
export function ticketNotices(change: Change, cause: NoticeCause): readonly NoticeDraft[] {
  return [
    ...assignment(change),
    ...urgency(change),
    ...dueSoon(change, cause),
    ...progress(change),
    ...arrival(change),
  ];
}

/** Whether nothing is to be done for it any more. */
export function isOver({ status }: Pick<Ticket, 'status'>): boolean {
  return status === 'resolved' || status === 'closed';
}

/** Whose matter it is that a ticket is done in time: who has taken it on, or else who made it. */
export function personInCharge({ assigneeId, creatorId }: Ticket): string {
  return assigneeId ?? creatorId;
}

/** Kinds that are marked where the ticket is urgent: somebody has to do something about it. */
const marked: ReadonlySet<NotificationKind> = new Set([
  'assigned',
  'urgent',
  'created',
  'due-soon',
  'overdue',
]);

/** A notification about a ticket. */
export function draftOf(
  kind: NotificationKind,
  { id, priority }: Ticket,
  to: NoticeDraft['to'],
): NoticeDraft {
  const ref = { table: 'ticket', id } as const;
  return { to, kind, subject: ref, cause: ref, urgent: marked.has(kind) && priority === 'urgent' };
}

function assignment({ before, after }: Change): NoticeDraft[] {
  const was = before?.assigneeId ?? null;
  const now = after.assigneeId;
  if (was === now) return [];
  return [
    ...(now === null ? [] : [draftOf('assigned', after, [now])]),
    ...(was === null ? [] : [draftOf('unassigned', after, [was])]),
  ];
}

function urgency({ before, after }: Change): NoticeDraft[] {
  const isNews = after.priority === 'urgent' && before?.priority !== 'urgent' && !isOver(after);
  return isNews ? [draftOf('urgent', after, 'desk')] : [];
}

function progress({ before, after }: Change): NoticeDraft[] {
  if (before === undefined || before.status === after.status) return [];
  return [draftOf('status', after, peopleOf(after))];
}

function arrival({ before, after }: Change): NoticeDraft[] {
  return before === undefined ? [draftOf('created', after, 'desk')] : [];
}

/** A date that is set close to now is told at once: the moment at which it would have been is past. */
function dueSoon({ before, after }: Change, { now }: NoticeCause): NoticeDraft[] {
  if (after.due === null || after.due === before?.due || isOver(after)) return [];
  const left = Date.parse(after.due) - Date.parse(now);
  return left > 0 && left <= DUE_SOON_MS ? [draftOf('due-soon', after, [personInCharge(after)])] : [];
}

/** Whoever made a ticket, has taken it on, or watches it. */
export function peopleOf({ creatorId, assigneeId, watcherIds }: Ticket): readonly string[] {
  return [creatorId, ...(assigneeId === null ? [] : [assigneeId]), ...watcherIds];
}
