import type { Overwritten } from '@holdfast/shared/effect/operations.ts';
import { insert, query } from '@holdfast/shared/effect/rows.ts';
import { type Activity, activityModel } from '@holdfast/shared/model/activity.ts';
import { overwriteModel } from '@holdfast/shared/model/overwrite.ts';
import type { WriteWork } from '../store/work.ts';
import type { Cause } from './activity.ts';
import type { RowChanges } from './row-changes.ts';
import { runEffect } from './run-effect.ts';

/**
 * Tells people that a value of theirs was replaced by somebody who had not seen it (S28): one row
 * for each field, naming the activity that replaced it.
 */
export function* recordOverwrites(
  rows: RowChanges,
  written: readonly Activity[],
  cause: Cause,
): WriteWork<void> {
  for (const overwritten of rows.overwritten) {
    const activity = written.find((candidate) => names(candidate, overwritten));
    if (activity === undefined) continue;
    const userId = yield* lastWriter(rows, overwritten, activity.id);
    if (userId === undefined || userId === cause.actorId) continue;
    const overwrite = {
      id: cause.newId(),
      userId,
      subjectTable: overwritten.table,
      subjectId: overwritten.id,
      field: overwritten.field,
      activityId: activity.id,
      at: cause.at,
      seen: false,
    };
    yield* runEffect(insert(overwriteModel, overwrite), rows);
  }
}

function names(activity: Activity, { table, id, field }: Overwritten): boolean {
  return (
    activity.subjectTable === table &&
    activity.subjectId === id &&
    activity.changes.some((change) => change.field === field)
  );
}

/**
 * Who wrote the field last before this mutation: by the row's activities, newest first, or else who
 * made the row. The server makes the ids of activities, so their order is the order of arrival.
 */
function* lastWriter(
  rows: RowChanges,
  overwritten: Overwritten,
  except: string,
): WriteWork<string | undefined> {
  const all = yield* runEffect(query(activityModel, { subjectId: overwritten.id }), rows);
  const earlier = all.filter((activity) => activity.id !== except).reverse();
  const writer =
    earlier.find((activity) => names(activity, overwritten)) ??
    earlier.find((activity) => activity.kind === 'created');
  return writer?.actorId;
}
