import { z } from 'zod';
import { defineModel } from '../entity/define-model.ts';
import { idSchema } from '../ids.ts';
import { limits } from '../protocol/limits.ts';
import { EVERYONE } from '../scope-names.ts';
import { timeSchema } from '../times.ts';

export const divisionSchema = z.object({
  id: idSchema,
  name: z.string().min(1).max(limits.nameLength),
  createdAt: timeSchema,
});
export type Division = z.infer<typeof divisionSchema>;

/** A part of the organisation. Its people are memberships. */
export const divisionModel = defineModel({
  table: 'division',
  label: 'division',
  schema: divisionSchema,
  columns: ['name'],
  indexes: [['name']],
  lookups: ['name'],
  searchable: ['name'],
  audited: ['name'],
  audience: () => [EVERYONE],
});
