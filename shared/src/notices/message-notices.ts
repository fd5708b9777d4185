import type { Effect } from '../effect/operations.ts';
import { get, query } from '../effect/rows.ts';
import type { NoticeDraft, NoticedChange } from '../entity/notice-draft.ts';
import { mentionedPeople } from '../mentions.ts';
import { participantModel } from '../model/participant.ts';
import { projectModel } from '../model/project.ts';
import { isPrivateThread, type Thread, threadModel } from '../model/thread.ts';
import { ticketModel } from '../model/ticket.ts';
import { subjectOfThread } from './thread-subject.ts';
import { peopleOf } from './ticket-notices.ts';

/** A message that names more people than this tells these. */
export const MOST_NAMED = 200;

/** What of a message decides for whom it is news. */
interface Message {
  readonly id: string;
  readonly threadId: string;
  readonly body: string;
  readonly deletedAt: string | null;
}

/** For whom a message is news: those whom it names, and those whose conversation it is in. An edit is news only to those whom it names anew. */
export function* messageNotices({ before, after }: NoticedChange<Message>): Effect<readonly NoticeDraft[]> {
  if (after.deletedAt !== null || before?.body === after.body) return [];
  const thread = yield* get(threadModel, after.threadId);
  if (thread === undefined) return [];
  const named = namedAnew(before, after);
  const mentions = named.length === 0 ? [] : [draftOf('mentioned', thread, after, named)];
  if (before !== undefined) return mentions;
  const isPrivate = isPrivateThread(thread);
  const listeners = isPrivate ? yield* peopleIn(thread) : yield* concerned(thread);
  const heard = draftOf(isPrivate ? 'message' : 'commented', thread, after, listeners);
  return [...mentions, { ...heard, andFollowers: !isPrivate }];
}

function namedAnew(before: Message | undefined, after: Message): readonly string[] {
  const known = mentionedPeople(before?.body ?? '');
  return [...mentionedPeople(after.body)].filter((id) => !known.has(id)).slice(0, MOST_NAMED);
}

function draftOf(
  kind: NoticeDraft['kind'],
  thread: Thread,
  { id }: Message,
  to: readonly string[],
): NoticeDraft {
  return { to, kind, subject: subjectOfThread(thread), cause: { table: 'message', id }, urgent: false };
}

function* peopleIn({ id }: Thread): Effect<readonly string[]> {
  const places = yield* query(participantModel, { threadId: id });
  return places.map(({ userId }) => userId);
}

function* concerned({ subjectTable, subjectId }: Thread): Effect<readonly string[]> {
  if (subjectTable === 'ticket') {
    const ticket = yield* get(ticketModel, subjectId);
    return ticket === undefined ? [] : peopleOf(ticket);
  }
  const project = yield* get(projectModel, subjectId);
  return project === undefined ? [] : [project.ownerId];
}
