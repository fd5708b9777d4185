import { z } from 'zod';
import { rowIdSchema } from '../derived-id.ts';
import { defineModel } from '../entity/define-model.ts';
import { idSchema } from '../ids.ts';
import { participantNotices } from '../notices/participant-notices.ts';
import { threadScope } from '../scope-names.ts';
import { timeSchema } from '../times.ts';

export const participantSchema = z.object({
  id: idSchema,
  threadId: rowIdSchema,
  userId: idSchema,
  /** Who owns a group may take others out of it. In a direct conversation all are members. */
  role: z.enum(['owner', 'member']),
  createdAt: timeSchema,
});
export type Participant = z.infer<typeof participantSchema>;

/** That a person takes part in a group or a direct conversation. Nobody else knows of it. */
export const participantModel = defineModel({
  table: 'participant',
  label: 'person of the conversation',
  schema: participantSchema,
  columns: ['threadId', 'userId'],
  indexes: [['threadId'], ['userId']],
  lookups: ['threadId', 'userId'],
  unaudited: true,
  audience: (participant) => [threadScope(participant.threadId)],
  notices: (change) => participantNotices(change),
  grantsTo: (participant) => [participant.userId],
});
