import { z } from 'zod';
import { defineModel } from '../entity/define-model.ts';
import { idSchema } from '../ids.ts';
import { timeSchema } from '../times.ts';

export const threadSchema = z.object({
  /** The id of its subject: a ticket and a project have one thread each, made with them. */
  id: idSchema,
  subjectTable: z.enum(['ticket', 'project']),
  subjectId: idSchema,
  createdAt: timeSchema,
});
export type Thread = z.infer<typeof threadSchema>;

/** A conversation about a ticket or a project, seen by whoever sees that. */
export const threadModel = defineModel({
  table: 'thread',
  label: 'conversation',
  schema: threadSchema,
  columns: ['subjectId'],
  indexes: [],
  audience: () => [],
  parent: (thread) => ({ table: thread.subjectTable, id: thread.subjectId }),
  parentColumn: { column: 'subjectId', tables: ['ticket', 'project'] },
});
