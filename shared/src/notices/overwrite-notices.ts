import type { Effect } from '../effect/operations.ts';
import { get } from '../effect/rows.ts';
import type { NoticeDraft, NoticedChange, NoticeSubject } from '../entity/notice-draft.ts';
import { assignmentModel } from '../model/assignment.ts';
import { phaseModel } from '../model/phase.ts';

interface Overwrite {
  readonly id: string;
  readonly userId: string;
  readonly subjectTable: string;
  readonly subjectId: string;
  readonly kind?: string | undefined;
}

/** Whoever wrote what was replaced unseen hears of it. That an undo left a field is told where it is undone. */
export function* overwriteNotices({
  before,
  after,
}: NoticedChange<Overwrite>): Effect<readonly NoticeDraft[]> {
  if (before !== undefined || after.kind === 'undo-skipped') return [];
  const subject = yield* subjectOf(after);
  const cause = { table: 'overwrite', id: after.id };
  return [{ to: [after.userId], kind: 'overwritten', subject, cause, urgent: false }];
}

/** Phases and planned hours are looked at in their project. */
function* subjectOf({ subjectTable: table, subjectId: id }: Overwrite): Effect<NoticeSubject | null> {
  if (table === 'ticket' || table === 'project' || table === 'thread' || table === 'alert')
    return { table, id };
  const model = [phaseModel, assignmentModel].find((candidate) => candidate.table === table);
  const row = model && (yield* get(model, id));
  return row === undefined ? null : { table: 'project', id: row.projectId };
}
