import { z } from 'zod';
import { defineModel } from '../entity/define-model.ts';
import { idSchema } from '../ids.ts';
import { DESK, userScope } from '../scope-names.ts';
import { timeSchema } from '../times.ts';

const dayHoursSchema = z.number().multipleOf(0.25, { error: 'Hours go in quarters.' }).min(0).max(24);

/** Hours of work of each weekday, Monday first. */
export const weekdayHoursSchema = z.array(dayHoursSchema).length(7);
export type WeekdayHours = z.infer<typeof weekdayHoursSchema>;

export const workHoursSchema = z.object({
  /** The person's id. */
  id: idSchema,
  weekdays: weekdayHoursSchema,
  updatedAt: timeSchema,
});
export type WorkHours = z.infer<typeof workHoursSchema>;

/** What holds for a person of whom nothing else is said: 40 hours from Monday to Friday. */
export const usualWeekdays: WeekdayHours = [8, 8, 8, 8, 8, 0, 0];

/** How much a person works in a usual week. The desk and they see it. */
export const workHoursModel = defineModel({
  table: 'work_hours',
  label: 'working hours',
  schema: workHoursSchema,
  columns: [],
  indexes: [],
  tracked: ['weekdays'],
  audience: (hours) => [DESK, userScope(hours.id)],
});
