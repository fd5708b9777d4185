import { z } from 'zod';
import { rowIdSchema } from '../derived-id.ts';
import { defineModel } from '../entity/define-model.ts';
import { idSchema } from '../ids.ts';
import { userScope } from '../scope-names.ts';

export const subscriptionSchema = z.object({
  id: idSchema,
  userId: idSchema,
  subjectTable: z.enum(['ticket', 'project', 'thread']),
  subjectId: rowIdSchema,
  /** `follow`: hear of all that is said there. `mute`: hear of nothing but being named, given it, or a change of one's own that did not stand. */
  mode: z.enum(['follow', 'mute']),
});
export type Subscription = z.infer<typeof subscriptionSchema>;

/** What a person has chosen to hear of one ticket, project or conversation. Nobody else sees it. */
export const subscriptionModel = defineModel({
  table: 'subscription',
  label: 'choice of what to hear',
  schema: subscriptionSchema,
  columns: ['userId', 'subjectId'],
  indexes: [['subjectId']],
  lookups: ['userId', 'subjectId'],
  unaudited: true,
  audience: (subscription) => [userScope(subscription.userId)],
});
