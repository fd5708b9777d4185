import { z } from 'zod';
import { changeFields, changeOf, changesOfReverts, revertFields, revertOf } from '../effect/change-fields.ts';
import type { Effect } from '../effect/operations.ts';
import { get, insert } from '../effect/rows.ts';
import { defineMutation, type MutationContext } from '../entity/define-mutation.ts';
import { requireMay } from '../entity/rules.ts';
import { said } from '../entity/said.ts';
import { saidPeople } from '../entity/said-rows.ts';
import { undoByRevert } from '../entity/undo-by-revert.ts';
import { idSchema } from '../ids.ts';
import { userModel } from '../model/user.ts';
import { usualWeekdays, type WorkHours, weekdayHoursSchema, workHoursModel } from '../model/work-hours.ts';
import { notFound } from '../protocol/errors.ts';

const undoOf = undoByRevert('work-hours.revert');

const setWorkHours = defineMutation({
  name: 'work-hours.set',
  args: z.object({
    /** The person's id. */
    id: idSchema,
    changes: z.object({ weekdays: changeOf(weekdayHoursSchema) }),
  }),
  *effect({ id, changes }, context) {
    const hours = yield* ownHours(id, context);
    yield* changeFields(workHoursModel, hours, changes, { updatedAt: context.at });
  },
  describe: ({ id }, find) => said('work-hours.set', { who: saidPeople([id], find) }),
  changes: ({ id, changes }) => ({ table: 'work_hours', id, fields: changes }),
  undo: ({ id, changes }) => undoOf(id, changes),
});

/** Undoes a change of somebody's working hours, or makes it again (S30). */
const revertWorkHours = defineMutation({
  name: 'work-hours.revert',
  args: z.object({ id: idSchema, changes: z.object({ weekdays: revertOf(weekdayHoursSchema).optional() }) }),
  *effect({ id, changes }, context) {
    const hours = yield* ownHours(id, context);
    yield* revertFields(workHoursModel, hours, changes, { updatedAt: context.at });
  },
  describe: ({ id }, find) => said('work-hours.set', { who: saidPeople([id], find) }),
  changes: ({ id, changes }) => ({ table: 'work_hours', id, fields: changesOfReverts(changes) }),
  undo: ({ id, changes }) => undoOf(id, changesOfReverts(changes)),
});

/** The hours of a person, as they are usual where none were ever set. */
function* ownHours(id: string, context: MutationContext): Effect<WorkHours> {
  requireMay(context, 'capacity.hours', 'set how much somebody works');
  if ((yield* get(userModel, id)) === undefined) throw notFound('person');
  const stored = yield* get(workHoursModel, id);
  if (stored !== undefined) return stored;
  const usual = { id, weekdays: usualWeekdays, updatedAt: context.at };
  yield* insert(workHoursModel, usual);
  return usual;
}

export const workHoursMutations = [setWorkHours, revertWorkHours] as const;
