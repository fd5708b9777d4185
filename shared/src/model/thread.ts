import { z } from 'zod';
import { rowIdSchema } from '../derived-id.ts';
import { defineModel } from '../entity/define-model.ts';
import { limits } from '../protocol/limits.ts';
import { threadScope } from '../scope-names.ts';
import { timeSchema } from '../times.ts';

export const threadSchema = z.object({
  /** Of a ticket or a project the id of its subject: they have one thread each, made with them. */
  id: rowIdSchema,
  /** `group`: named, people come and go. `direct`: between the same people for good. */
  subjectTable: z.enum(['ticket', 'project', 'group', 'direct']),
  /** Of a group or a direct conversation its own id. */
  subjectId: rowIdSchema,
  createdAt: timeSchema,
  /** Of a group; absent in all others. */
  name: z.string().trim().min(1).max(limits.nameLength).nullable().default(null),
  /** When somebody last wrote in a group or a direct conversation; absent in all others. */
  lastMessageAt: timeSchema.nullable().default(null),
});
export type Thread = z.infer<typeof threadSchema>;

/** The thread of a ticket or a project, which is made with it. */
export function threadOf(subjectTable: 'ticket' | 'project', subjectId: string, createdAt: string): Thread {
  return { id: subjectId, subjectTable, subjectId, createdAt, name: null, lastMessageAt: null };
}

/** Whether a conversation is only its members', whatever their role, and not of a ticket or a project. */
export function isPrivateThread({ subjectTable }: Pick<Thread, 'subjectTable'>): boolean {
  return subjectTable === 'group' || subjectTable === 'direct';
}

/** A conversation: about a ticket or a project, seen by whoever sees that, or of its members alone. */
export const threadModel = defineModel({
  table: 'thread',
  label: 'conversation',
  schema: threadSchema,
  columns: ['subjectId', 'subjectTable', 'name', 'lastMessageAt'],
  indexes: [['subjectTable', 'lastMessageAt']],
  searchable: ['name'],
  // So that whoever named a group learns that somebody named it otherwise, unseen (S28).
  tracked: ['name'],
  keepsHistory: (thread) => thread.subjectTable === 'group',
  audience: (thread) => (isPrivateThread(thread) ? [threadScope(thread.id)] : []),
  parent: (thread) =>
    isPrivateThread(thread) ? undefined : { table: thread.subjectTable, id: thread.subjectId },
  parentColumn: { column: 'subjectId', tables: ['ticket', 'project'] },
});
