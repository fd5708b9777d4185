import { audienceOf } from '@holdfast/shared/audience.ts';
import { get, query } from '@holdfast/shared/effect/rows.ts';
import type { NoticeSubject } from '@holdfast/shared/entity/notice-draft.ts';
import { participantModel } from '@holdfast/shared/model/participant.ts';
import { threadModel } from '@holdfast/shared/model/thread.ts';
import { userModel } from '@holdfast/shared/model/user.ts';
import { findModel } from '@holdfast/shared/registry.ts';
import { DESK, userScope } from '@holdfast/shared/scope-names.ts';
import { scopesOf } from '@holdfast/shared/scopes.ts';
import type { WriteWork } from '../store/work.ts';
import type { RowChanges } from '../sync/row-changes.ts';
import { runEffect } from '../sync/run-effect.ts';

/** Who may see a subject, as a mutation leaves things (S8). */
export interface Audience {
  /** None where the subject is gone. */
  readonly scopes: ReadonlySet<string>;
  /** Those who take part, of a private conversation: read at once, since it may have many. */
  readonly members: ReadonlySet<string> | undefined;
}

/** Nothing for no subject. */
export function* audienceOfSubject(
  subject: NoticeSubject | null,
  rows: RowChanges,
): WriteWork<Audience | undefined> {
  const model = subject === null ? undefined : findModel(subject.table);
  if (subject === null || model === undefined) return undefined;
  const row = yield* runEffect(get(model, subject.id), rows);
  if (row === undefined) return { scopes: new Set(), members: undefined };
  const scopes = yield* runEffect(audienceOf(findModel, subject.table, row), rows);
  if (model.table !== threadModel.table) return { scopes, members: undefined };
  const places = yield* runEffect(query(participantModel, { threadId: subject.id }), rows);
  return { scopes, members: new Set(places.map(({ userId }) => userId)) };
}

/** Whether somebody works here and may see what has this audience. Without one, whether they work here. */
export function* maySee(
  userId: string,
  audience: Audience | undefined,
  rows: RowChanges,
): WriteWork<boolean> {
  const user = yield* runEffect(get(userModel, userId), rows);
  if (user === undefined || user.disabled) return false;
  if (audience?.members !== undefined) return audience.members.has(userId);
  if (audience === undefined || audience.scopes.has(userScope(userId))) return true;
  if (isForDesk(audience) && user.role !== 'staff') return true;
  const scopes = yield* runEffect(scopesOf(userId), rows);
  return [...audience.scopes].some((scope) => scopes.has(scope));
}

/** Whether all who work the desk may see it. */
export function isForDesk(audience: Audience | undefined): boolean {
  return audience === undefined || audience.scopes.has(DESK);
}
