import type { NoticeDraft, NoticedChange, NoticeSubject } from '../entity/notice-draft.ts';

interface Overwrite {
  readonly id: string;
  readonly userId: string;
  readonly subjectTable: string;
  readonly subjectId: string;
  readonly kind?: string | undefined;
}

/** Whoever wrote what was replaced unseen hears of it. That an undo left a field is told where it is undone. */
export function overwriteNotices({ before, after }: NoticedChange<Overwrite>): readonly NoticeDraft[] {
  if (before !== undefined || after.kind === 'undo-skipped') return [];
  const cause = { table: 'overwrite', id: after.id };
  return [{ to: [after.userId], kind: 'overwritten', subject: subjectOf(after), cause, urgent: false }];
}

function subjectOf({ subjectTable: table, subjectId: id }: Overwrite): NoticeSubject | null {
  return table === 'ticket' || table === 'project' || table === 'thread' ? { table, id } : null;
}
