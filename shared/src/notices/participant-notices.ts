import type { Effect } from '../effect/operations.ts';
import { get } from '../effect/rows.ts';
import type { NoticeDraft, NoticedChange } from '../entity/notice-draft.ts';
import { threadModel } from '../model/thread.ts';
import { subjectOfThread } from './thread-subject.ts';

interface Participant {
  readonly id: string;
  readonly threadId: string;
  readonly userId: string;
}

/** Whoever is taken into a group hears of it. Of a direct conversation they hear with its first message. */
export function* participantNotices({
  before,
  after,
}: NoticedChange<Participant>): Effect<readonly NoticeDraft[]> {
  if (before !== undefined) return [];
  const thread = yield* get(threadModel, after.threadId);
  if (thread?.subjectTable !== 'group') return [];
  const cause = { table: 'participant', id: after.id };
  return [{ to: [after.userId], kind: 'message', subject: subjectOfThread(thread), cause, urgent: false }];
}
