import type { NoticeSubject } from '../entity/notice-draft.ts';
import type { Thread } from '../model/thread.ts';

/** Where a thread is read: at its ticket or project, or by itself. */
export function subjectOfThread({ id, subjectTable, subjectId }: Thread): NoticeSubject {
  if (subjectTable === 'ticket' || subjectTable === 'project') return { table: subjectTable, id: subjectId };
  return { table: 'thread', id };
}
