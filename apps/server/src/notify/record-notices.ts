import type { NoticeCause, NoticeDraft } from '@holdfast/shared/entity/notice-draft.ts';
import { findModel } from '@holdfast/shared/registry.ts';
import type { WriteWork } from '../store/work.ts';
import type { RowChange, RowChanges } from '../sync/row-changes.ts';
import { runEffect } from '../sync/run-effect.ts';
import { chooseRecipients, type Notice } from './choose-recipients.ts';
import { putNotices, type Telling } from './fold.ts';
import type { NoticeTally } from './notice-tally.ts';
import { takeBackNotices } from './take-back-notices.ts';

const nothing = (): void => {};

/** Who makes the change, for whom it is no news. */
export interface NoticeAuthor extends Omit<Telling, 'actorId'> {
  readonly actorId: string;
  /** Whether they are a person of the directory. */
  readonly isPerson: boolean;
}

/**
 * Makes notifications of what a mutation has done so far, in the transaction of the mutation itself: so
 * each is there exactly once, also for whoever is offline. Gives what to call once the mutation stands.
 */
export function* recordNotices(
  rows: RowChanges,
  author: NoticeAuthor,
  tally: NoticeTally,
): WriteWork<() => void> {
  const changes = [...rows.list()];
  for (const { table } of changes) tally.desk.forget(table);
  yield* takeBackNotices(changes, rows);
  return yield* tellDrafts(yield* draftsOf(changes, author, rows), author, rows, tally);
}

/** Tells those whom the drafts reach. Gives what to call once it stands. */
export function* tellDrafts(
  drafts: readonly NoticeDraft[],
  author: NoticeAuthor,
  rows: RowChanges,
  tally: NoticeTally,
): WriteWork<() => void> {
  if (drafts.length === 0) return nothing;
  const notices = yield* chooseRecipients(drafts, author.actorId, rows, tally.desk);
  const telling = { ...author, actorId: author.isPerson ? author.actorId : null };
  return yield* tellChosen(notices, telling, rows, tally);
}

function* draftsOf(
  changes: readonly RowChange[],
  cause: NoticeCause,
  rows: RowChanges,
): WriteWork<readonly NoticeDraft[]> {
  const drafts: NoticeDraft[] = [];
  for (const { table, before, after } of changes) {
    const made = after && findModel(table)?.notices?.({ before, after }, cause);
    if (made !== undefined) drafts.push(...('next' in made ? yield* runEffect(made, rows) : made));
  }
  return drafts;
}

/** Makes notifications for those who were chosen, as many as one push may make. Gives what to call once it stands. */
export function* tellChosen(
  notices: readonly Notice[],
  telling: Telling,
  rows: RowChanges,
  tally: NoticeTally,
): WriteWork<() => void> {
  const { fitting, others } = tally.split(notices);
  yield* runEffect(putNotices(fitting.map((notice) => ({ notice, count: 1, telling }))), rows);
  return () => {
    for (const notice of fitting) tally.noteTold(notice);
    for (const notice of others) tally.noteRest(notice, telling.actorId);
  };
}
