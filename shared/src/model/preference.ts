import { z } from 'zod';
import { defineModel } from '../entity/define-model.ts';
import { idSchema } from '../ids.ts';
import { userScope } from '../scope-names.ts';

export const preferenceSchema = z.object({
  /** The person's id. */
  id: idSchema,
  /** Whether others see how far one has read. */
  receipts: z.boolean(),
  /** Whether one appears offline to others. */
  appearOffline: z.boolean(),
});
export type Preference = z.infer<typeof preferenceSchema>;

/** What holds for a person who has chosen nothing. */
export const defaultPreference = { receipts: true, appearOffline: false } as const;

/** What a person has chosen for themselves, on all their devices. Nobody else sees it. */
export const preferenceModel = defineModel({
  table: 'preference',
  label: 'setting',
  schema: preferenceSchema,
  columns: [],
  indexes: [],
  unaudited: true,
  audience: (preference) => [userScope(preference.id)],
});
