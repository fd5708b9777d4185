import { z } from 'zod';
import { rowIdSchema } from '../derived-id.ts';
import { defineModel } from '../entity/define-model.ts';
import { idSchema } from '../ids.ts';
import { notificationKinds } from '../notification-kinds.ts';
import { userScope } from '../scope-names.ts';
import { timeSchema } from '../times.ts';

export const notificationSchema = z.object({
  id: idSchema,
  /** Whom it is for. */
  userId: idSchema,
  kind: z.enum(notificationKinds),
  /** What it is about, and where a click leads; nothing where it stands for several, or for no row. */
  subjectTable: z.enum(['ticket', 'project', 'thread', 'alert']).nullable(),
  subjectId: rowIdSchema.nullable(),
  /**
   * The newest row that caused it; its text is read there and never copied (S23). Of `refused`, the table
   * is `mutation` and the id that of the newest change.
   */
  causeTable: z.string().max(60),
  causeId: z.string().max(100),
  /** Who caused it last; nothing where nobody did, as when a date has come. */
  actorId: idSchema.nullable(),
  /** How many causes it stands for. */
  count: z.number().int().positive(),
  /** Marked, and shown at once: something is urgent. */
  urgent: z.boolean(),
  /** When its newest cause reached the server. */
  at: timeSchema,
  createdAt: timeSchema,
  readAt: timeSchema.nullable(),
  doneAt: timeSchema.nullable(),
  snoozedUntil: timeSchema.nullable(),
});
export type Notification = z.infer<typeof notificationSchema>;

/** That something happened which concerns a person. Made by the server, in the transaction of its cause; only they see it. */
export const notificationModel = defineModel({
  table: 'notification',
  label: 'notification',
  schema: notificationSchema,
  columns: ['userId', 'kind', 'subjectId', 'at', 'createdAt', 'readAt', 'doneAt', 'snoozedUntil'],
  indexes: [['doneAt', 'at'], ['subjectId'], ['readAt']],
  serverIndexes: [
    ['subjectId', 'userId', 'readAt'],
    ['readAt', 'id'],
    ['doneAt', 'id'],
  ],
  unaudited: true,
  audience: (notification) => [userScope(notification.userId)],
});
