import { z } from 'zod';
import { defineModel } from '../entity/define-model.ts';
import { idSchema } from '../ids.ts';
import { limits } from '../protocol/limits.ts';
import { DESK, projectScope } from '../scope-names.ts';
import { timeSchema } from '../times.ts';

export const projectSchema = z.object({
  id: idSchema,
  name: z.string().min(1).max(limits.nameLength),
  description: z.string().max(limits.textLength),
  status: z.enum(['active', 'archived']),
  divisionId: idSchema.nullable(),
  ownerId: idSchema,
  createdAt: timeSchema,
  updatedAt: timeSchema,
});
export type Project = z.infer<typeof projectSchema>;

/** A project: the desk and its members see it. */
export const projectModel = defineModel({
  table: 'project',
  label: 'project',
  schema: projectSchema,
  columns: ['name', 'status', 'divisionId', 'ownerId', 'updatedAt'],
  indexes: [['name'], ['divisionId']],
  searchable: ['name', 'description'],
  longText: ['description'],
  tracked: ['name', 'description', 'status', 'divisionId', 'ownerId'],
  audience: (project) => [DESK, projectScope(project.id)],
  outsideEvent: () => 'project:updated',
});
