import { z } from 'zod';
import { get, insert, query, remove } from '../effect/rows.ts';
import { defineMutation } from '../entity/define-mutation.ts';
import { getVisible, requireMay } from '../entity/rules.ts';
import { said } from '../entity/said.ts';
import { saidRow } from '../entity/said-rows.ts';
import { idSchema } from '../ids.ts';
import { activityModel } from '../model/activity.ts';
import { divisionModel } from '../model/division.ts';
import { holidayModel, holidaySchema } from '../model/holiday.ts';

const WHAT = 'change the calendar';

const addHoliday = defineMutation({
  name: 'holiday.add',
  args: holidaySchema.omit({ createdAt: true, updatedAt: true }),
  *effect(args, context) {
    requireMay(context, 'capacity.hours', WHAT);
    if (args.divisionId !== null) yield* getVisible(divisionModel, args.divisionId, context);
    const { day, divisionId } = args;
    const already = yield* query(holidayModel, { day, divisionId });
    // Two people may enter the same day at the same time: the first stands, and nobody has it free twice.
    if (already.length > 0) return;
    yield* insert(holidayModel, { ...args, createdAt: context.at, updatedAt: context.at });
  },
  describe: ({ name, day }) => said('holiday.add', { name, day: said('day', { day }) }),
  undo: ({ id }) => ({ name: 'holiday.remove', args: { id } }),
});

const removeHoliday = defineMutation({
  name: 'holiday.remove',
  args: z.object({ id: idSchema }),
  *effect({ id }, context) {
    requireMay(context, 'capacity.hours', WHAT);
    const holiday = yield* get(holidayModel, id);
    if (holiday === undefined) return;
    for (const activity of yield* query(activityModel, { subjectId: id }))
      yield* remove(activityModel, activity.id);
    yield* remove(holidayModel, id);
  },
  describe: ({ id }, find) => said('holiday.remove', { what: saidRow('holiday', id, find) }),
  undo: ({ id }, { find, newId }) => {
    const holiday = holidaySchema.safeParse(find('holiday', id));
    if (!holiday.success) return undefined;
    const { createdAt: _, updatedAt: __, ...args } = holiday.data;
    return { name: 'holiday.add', args: { ...args, id: newId() } };
  },
});

export const holidayMutations = [addHoliday, removeHoliday] as const;
