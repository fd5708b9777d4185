import { z } from 'zod';
import { defineModel } from '../entity/define-model.ts';
import { idSchema } from '../ids.ts';
import { notificationChannels, notificationKinds } from '../notification-kinds.ts';
import { quietHoursSchema } from '../quiet-hours.ts';
import { userScope } from '../scope-names.ts';
import { timeSchema } from '../times.ts';

const channelsSchema = z.partialRecord(z.enum(notificationChannels), z.boolean());

export const preferenceSchema = z.object({
  /** The person's id. */
  id: idSchema,
  /** Whether others see how far one has read. */
  receipts: z.boolean(),
  /** Whether one appears offline to others. */
  appearOffline: z.boolean(),
  /** Where notifications show, as far as it is chosen otherwise than usual. Rows of before schema 4 have none of the following. */
  channels: z.partialRecord(z.enum(notificationKinds), channelsSchema).default({}),
  quietHours: quietHoursSchema.nullable().default(null),
  /** Until then nothing shows by itself. */
  quietUntil: timeSchema.nullable().default(null),
});
export type Preference = z.infer<typeof preferenceSchema>;

/** What holds for a person who has chosen nothing. */
export const defaultPreference: Omit<Preference, 'id'> = {
  receipts: true,
  appearOffline: false,
  channels: {},
  quietHours: null,
  quietUntil: null,
};

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
