import { z } from 'zod';
import { dateSchema } from '../dates.ts';
import { defineModel } from '../entity/define-model.ts';
import { idSchema } from '../ids.ts';
import { limits } from '../protocol/limits.ts';
import { DESK, userScope } from '../scope-names.ts';
import { timeSchema } from '../times.ts';

export const absenceSchema = z.object({
  id: idSchema,
  userId: idSchema,
  startsOn: dateSchema,
  /** The last day. */
  endsOn: dateSchema,
  /** How much of each day they are away, in percent. */
  share: z.number().int().min(1).max(100),
  /** What others may know of it; may be empty. */
  note: z.string().max(limits.nameLength),
  createdAt: timeSchema,
  updatedAt: timeSchema,
});
export type Absence = z.infer<typeof absenceSchema>;

/** That a person is away: leave, and whatever else keeps them from work. The desk and they see it. */
export const absenceModel = defineModel({
  table: 'absence',
  label: 'absence',
  schema: absenceSchema,
  columns: ['userId', 'startsOn', 'endsOn'],
  indexes: [['userId', 'startsOn'], ['startsOn'], ['endsOn']],
  lookups: ['userId'],
  serverIndexes: [['endsOn', 'id']],
  tracked: ['startsOn', 'endsOn', 'share', 'note'],
  audience: (absence) => [DESK, userScope(absence.userId)],
});
