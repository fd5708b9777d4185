import type { RowData } from '@holdfast/shared/effect/operations.ts';
import type { Model } from '@holdfast/shared/entity/define-model.ts';
import { fieldOf } from '@holdfast/shared/entity/field-of.ts';
import { sameJson } from '@holdfast/shared/json.ts';
import { type Activity, activityModel } from '@holdfast/shared/model/activity.ts';
import { findModel } from '@holdfast/shared/registry.ts';
import type { WriteWork } from '../store/work.ts';
import type { RowChange, RowChanges } from './row-changes.ts';

/** Who caused it, and when. */
export interface Cause {
  readonly actorId: string;
  readonly at: string;
  readonly newId: () => string;
}

/** Adds an activity for each row of a tracked entity that the mutation made or changed. Gives them. */
export function* recordActivities(rows: RowChanges, cause: Cause): WriteWork<readonly Activity[]> {
  const activities = [...rows.list()].flatMap((change) => activityOf(change, cause) ?? []);
  for (const activity of activities) {
    yield* rows.perform({ kind: 'insert', table: activityModel.table, row: activity });
  }
  return activities;
}

function activityOf({ table, id, before, after }: RowChange, cause: Cause): Activity | undefined {
  const model = findModel(table);
  if (model === undefined || model.tracked.length === 0 || after === undefined) return undefined;
  if (model.keepsHistory?.(after, before) === false) return undefined;
  const changes = before === undefined ? [] : changedFields(model, before, after);
  if (before !== undefined && changes.length === 0) return undefined;
  return {
    id: cause.newId(),
    subjectTable: table,
    subjectId: id,
    actorId: cause.actorId,
    kind: before === undefined ? 'created' : 'changed',
    changes,
    at: cause.at,
  };
}

function changedFields(model: Model, before: RowData, after: RowData): Activity['changes'] {
  return model.tracked
    .filter((field) => !sameJson(fieldOf(model, before, field), fieldOf(model, after, field)))
    .map((field) => {
      if (model.longText.includes(field)) return { field, from: null, to: null };
      const [from, to] = [fieldOf(model, before, field), fieldOf(model, after, field)];
      return { field, from, to } as Activity['changes'][number];
    });
}
