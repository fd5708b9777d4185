import { audienceOf } from '@holdfast/shared/audience.ts';
import { get } from '@holdfast/shared/effect/rows.ts';
import type { NoticeSubject } from '@holdfast/shared/entity/notice-draft.ts';
import { userModel } from '@holdfast/shared/model/user.ts';
import { findModel } from '@holdfast/shared/registry.ts';
import { DESK, userScope } from '@holdfast/shared/scope-names.ts';
import { scopesOf } from '@holdfast/shared/scopes.ts';
import type { WriteWork } from '../store/work.ts';
import type { RowChanges } from '../sync/row-changes.ts';
import { runEffect } from '../sync/run-effect.ts';

/** In which scopes a subject is, as a mutation leaves it; none where it is gone. Nothing for no subject. */
export function* audienceOfSubject(
  subject: NoticeSubject | null,
  rows: RowChanges,
): WriteWork<ReadonlySet<string> | undefined> {
  const model = subject === null ? undefined : findModel(subject.table);
  if (subject === null || model === undefined) return undefined;
  const row = yield* runEffect(get(model, subject.id), rows);
  return row === undefined ? new Set() : yield* runEffect(audienceOf(findModel, subject.table, row), rows);
}

/** Whether somebody works here and may see what is in these scopes, as a mutation leaves things (S8). Without scopes, whether they work here. */
export function* maySee(
  userId: string,
  audience: ReadonlySet<string> | undefined,
  rows: RowChanges,
): WriteWork<boolean> {
  const user = yield* runEffect(get(userModel, userId), rows);
  if (user === undefined || user.disabled) return false;
  if (audience === undefined || audience.has(userScope(userId))) return true;
  if (audience.has(DESK) && user.role !== 'staff') return true;
  const scopes = yield* runEffect(scopesOf(userId), rows);
  return [...audience].some((scope) => scopes.has(scope));
}
