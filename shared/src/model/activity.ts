import { z } from 'zod';
import { rowIdSchema } from '../derived-id.ts';
import { defineModel } from '../entity/define-model.ts';
import { idSchema } from '../ids.ts';
import { timeSchema } from '../times.ts';

/** One field's change. Long text is named without its values: both are null. */
export const fieldActivitySchema = z.object({
  field: z.string(),
  from: z.json(),
  to: z.json(),
});

export const activitySchema = z.object({
  id: idSchema,
  subjectTable: z.string(),
  subjectId: rowIdSchema,
  actorId: idSchema,
  kind: z.enum(['created', 'changed']),
  changes: z.array(fieldActivitySchema),
  at: timeSchema,
});
export type Activity = z.infer<typeof activitySchema>;

/** Who changed what, from what, to what. Written by the server in the transaction of its cause. */
export const activityModel = defineModel({
  table: 'activity',
  label: 'activity',
  schema: activitySchema,
  columns: ['subjectId', 'at'],
  indexes: [['subjectId', 'at']],
  audience: () => [],
  parent: (activity) => ({ table: activity.subjectTable, id: activity.subjectId }),
  parentColumn: {
    column: 'subjectId',
    tables: ['ticket', 'project', 'phase', 'assignment', 'work_hours', 'absence', 'holiday', 'alert'],
  },
});
