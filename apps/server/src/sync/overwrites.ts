import type { Overwritten } from '@holdfast/shared/effect/operations.ts';
import { insert } from '@holdfast/shared/effect/rows.ts';
import { type Activity, activityModel } from '@holdfast/shared/model/activity.ts';
import { type Overwrite, overwriteModel } from '@holdfast/shared/model/overwrite.ts';
import { type ReadWork, readStore, type WriteWork } from '../store/work.ts';
import type { Cause } from './activity.ts';
import type { RowChanges } from './row-changes.ts';
import { runEffect } from './run-effect.ts';
import { systemActor } from './system-actor.ts';

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
    const userId = (yield* lastChange(overwritten))?.actorId ?? lastAuthor(overwritten, rows);
    // What the server does by itself is nobody's.
    const isTheirs = userId !== undefined && userId !== cause.actorId && userId !== systemActor.user.id;
    if (!isTheirs) continue;
    const told = overwriteOf(overwritten, activity, userId, cause);
    yield* runEffect(insert(overwriteModel, told), rows);
  }
}

/**
 * Tells the author of an undo which fields it left, because somebody changed them since (S30): one
 * row for each, naming the activity that did.
 */
export function* recordSkips(rows: RowChanges, cause: Cause): WriteWork<void> {
  for (const skipped of rows.skipped) {
    const activity = yield* lastChange(skipped);
    if (activity === undefined) continue;
    const told = overwriteOf(skipped, activity, cause.actorId, cause);
    yield* runEffect(insert(overwriteModel, { ...told, kind: 'undo-skipped' }), rows);
  }
}

function overwriteOf(
  { table, id, field }: Overwritten,
  activity: Activity,
  userId: string,
  cause: Cause,
): Overwrite {
  return {
    id: cause.newId(),
    userId,
    subjectTable: table,
    subjectId: id,
    field,
    activityId: activity.id,
    at: cause.at,
    seen: false,
  };
}

function names(activity: Activity, { table, id, field }: Overwritten): boolean {
  return (
    activity.subjectTable === table &&
    activity.subjectId === id &&
    activity.changes.some((change) => change.field === field)
  );
}

/** Who wrote a row last, where the row itself says so: of some no history is kept of their making. */
function lastAuthor({ table, id }: Overwritten, rows: RowChanges): string | undefined {
  const change = [...rows.list()].find((candidate) => candidate.table === table && candidate.id === id);
  const author = change?.before?.updatedBy;
  return typeof author === 'string' ? author : undefined;
}

/**
 * The activity of an earlier mutation that wrote the field last: the newest that names it, or else
 * the one that made the row. Versions are the order of arrival; ids are not, since a clock may be set back.
 */
function* lastChange(field: Overwritten): ReadWork<Activity | undefined> {
  const stored = yield* readStore((tx) => tx.rows(activityModel.table, { subjectId: field.id }, undefined));
  const newestFirst = [...stored].sort((left, right) => right.version - left.version);
  const activities = newestFirst.map((row) => activityModel.schema.parse(row.data));
  return (
    activities.find((activity) => names(activity, field)) ??
    activities.find((activity) => activity.kind === 'created')
  );
}
