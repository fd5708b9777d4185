import { z } from 'zod';
import { rowIdSchema } from '../derived-id.ts';
import { defineModel } from '../entity/define-model.ts';
import { idSchema } from '../ids.ts';
import { userScope } from '../scope-names.ts';
import { timeSchema } from '../times.ts';

export const readMarkerSchema = z.object({
  id: idSchema,
  threadId: rowIdSchema,
  userId: idSchema,
  /** The number of the last message that was read. It only rises. */
  readTo: z.number().int().positive(),
  readAt: timeSchema,
  /** Whether others may see it: as its person wished when they last read. */
  shared: z.boolean(),
});
export type ReadMarker = z.infer<typeof readMarkerSchema>;

/** How far a person has read a thread: for their unread counts on all devices, and for others' "seen by". */
export const readMarkerModel = defineModel({
  table: 'read_marker',
  label: 'place in a conversation',
  schema: readMarkerSchema,
  columns: ['threadId', 'userId', 'readTo'],
  indexes: [['threadId', 'userId'], ['userId']],
  lookups: ['threadId', 'userId'],
  unaudited: true,
  audience: (marker) => [userScope(marker.userId)],
  parent: (marker) => (marker.shared ? { table: 'thread', id: marker.threadId } : undefined),
  parentColumn: { column: 'threadId', tables: ['thread'] },
});
