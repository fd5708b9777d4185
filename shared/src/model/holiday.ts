import { z } from 'zod';
import { dateSchema } from '../dates.ts';
import { defineModel } from '../entity/define-model.ts';
import { idSchema } from '../ids.ts';
import { limits } from '../protocol/limits.ts';
import { EVERYONE } from '../scope-names.ts';
import { timeSchema } from '../times.ts';

export const holidaySchema = z.object({
  id: idSchema,
  day: dateSchema,
  name: z.string().trim().min(1, { error: 'A holiday needs a name.' }).max(limits.nameLength),
  /** Whose people have it; everybody where it is nothing. */
  divisionId: idSchema.nullable(),
  /** How much of the day is free, in percent. */
  share: z.number().int().min(1).max(100),
  createdAt: timeSchema,
  updatedAt: timeSchema,
});
export type Holiday = z.infer<typeof holidaySchema>;

/** A day of the calendar on which people do not work as usual. */
export const holidayModel = defineModel({
  table: 'holiday',
  label: 'holiday',
  schema: holidaySchema,
  columns: ['day', 'divisionId'],
  indexes: [['day']],
  lookups: ['day', 'divisionId'],
  tracked: ['day', 'name', 'divisionId', 'share'],
  audience: () => [EVERYONE],
});
