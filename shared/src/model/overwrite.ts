import { z } from 'zod';
import { rowIdSchema } from '../derived-id.ts';
import { defineModel } from '../entity/define-model.ts';
import { idSchema } from '../ids.ts';
import { overwriteNotices } from '../notices/overwrite-notices.ts';
import { userScope } from '../scope-names.ts';
import { timeSchema } from '../times.ts';

export const overwriteSchema = z.object({
  id: idSchema,
  /** Whose value was replaced. */
  userId: idSchema,
  subjectTable: z.string(),
  subjectId: rowIdSchema,
  field: z.string(),
  /** The activity that replaced it: `from` is theirs, `to` the new value. The values are not copied here (S23). */
  activityId: idSchema,
  at: timeSchema,
  /** `replaced` if absent: rows of schema 1 have none. `undo-skipped`: their undo left the field, because the activity had changed it since (S30). */
  kind: z.enum(['replaced', 'undo-skipped']).exactOptional(),
  seen: z.boolean(),
});
export type Overwrite = z.infer<typeof overwriteSchema>;

/** Tells a person that somebody who had not seen their value replaced it (S28). Only they see it. */
export const overwriteModel = defineModel({
  table: 'overwrite',
  label: 'replaced change',
  schema: overwriteSchema,
  columns: ['userId', 'subjectId', 'seen', 'at'],
  indexes: [['userId', 'seen'], ['subjectId']],
  notices: (change) => overwriteNotices(change),
  audience: (overwrite) => [userScope(overwrite.userId)],
});
