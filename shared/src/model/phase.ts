import { z } from 'zod';
import { dateSchema } from '../dates.ts';
import { defineModel } from '../entity/define-model.ts';
import { idSchema } from '../ids.ts';
import { limits } from '../protocol/limits.ts';
import { timeSchema } from '../times.ts';

/** How far a phase is, in the order of a board. */
export const phaseStatuses = ['planned', 'running', 'paused', 'done'] as const;
export type PhaseStatus = (typeof phaseStatuses)[number];

export const phaseSchema = z.object({
  id: idSchema,
  projectId: idSchema,
  name: z.string().trim().min(1, { error: 'A phase needs a name.' }).max(limits.nameLength),
  /** Sorts the phases of a project, as text (fractional indexing); the id breaks ties. */
  position: z.string().min(1).max(200),
  startsOn: dateSchema.nullable(),
  /** The last day. */
  endsOn: dateSchema.nullable(),
  status: z.enum(phaseStatuses),
  /** How much of it is done, in percent. */
  progress: z.number().int().min(0).max(100),
  createdAt: timeSchema,
  updatedAt: timeSchema,
});
export type Phase = z.infer<typeof phaseSchema>;

/** A stretch of a project. Who sees the project sees it. */
export const phaseModel = defineModel({
  table: 'phase',
  label: 'phase',
  schema: phaseSchema,
  columns: ['projectId', 'name', 'position', 'startsOn', 'endsOn', 'status', 'updatedAt'],
  indexes: [['projectId', 'position'], ['endsOn'], ['status']],
  serverIndexes: [['endsOn', 'id']],
  tracked: ['name', 'position', 'startsOn', 'endsOn', 'status', 'progress'],
  audience: () => [],
  parent: (phase) => ({ table: 'project', id: phase.projectId }),
  parentColumn: { column: 'projectId', tables: ['project'] },
});
