import { z } from 'zod';
import { daysBetween, mondaySchema } from '../dates.ts';
import { derivedId, rowIdSchema } from '../derived-id.ts';
import { defineModel } from '../entity/define-model.ts';
import { idSchema } from '../ids.ts';
import { userScope } from '../scope-names.ts';
import { timeSchema } from '../times.ts';

/** A week has no more hours. */
export const WEEK_HOURS = 168;

export const hoursSchema = z
  .number()
  .multipleOf(0.25, { error: 'Hours go in quarters.' })
  .min(0)
  .max(WEEK_HOURS);

export const assignmentSchema = z.object({
  /** That of its place: see `assignmentId`. */
  id: rowIdSchema,
  userId: idSchema,
  projectId: idSchema,
  /** Nothing where somebody works for the project as a whole. */
  phaseId: idSchema.nullable(),
  /** The Monday of its week. */
  week: mondaySchema,
  /** 0 where nobody is planned any more: such a row stays, since its id could not be used again. */
  hours: hoursSchema,
  updatedAt: timeSchema,
  /** Who set the hours last. */
  updatedBy: idSchema,
});
export type Assignment = z.infer<typeof assignmentSchema>;

/** What hours are planned for: one cell of the grid. */
export type AssignmentPlace = Pick<Assignment, 'userId' | 'projectId' | 'phaseId' | 'week'>;

/**
 * The one assignment of a person to a project or phase in a week: two who plan it at the same time plan the
 * same one. Those of a week stand together.
 */
export function assignmentId({ userId, projectId, phaseId, week }: AssignmentPlace): string {
  return derivedId(
    `assignment ${userId} ${projectId} ${phaseId ?? 'whole'} ${week}`,
    daysBetween('1970-01-01', week),
  );
}

/** That a person works so many hours of a week for a project or one of its phases. They and whoever sees the project see it. */
export const assignmentModel = defineModel({
  table: 'assignment',
  label: 'assignment',
  schema: assignmentSchema,
  columns: ['userId', 'projectId', 'phaseId', 'week', 'hours'],
  indexes: [
    ['userId', 'week', 'hours'],
    ['projectId', 'week', 'hours'],
    ['week', 'userId', 'hours'],
    ['phaseId'],
  ],
  lookups: ['phaseId'],
  serverIndexes: [
    ['userId', 'week', 'hours'],
    ['week', 'userId', 'hours'],
  ],
  tracked: ['hours'],
  // A plan of a year is thousands of rows: only what was planned otherwise later is history.
  keepsHistory: (_, before) => before !== undefined,
  audience: (assignment) => [userScope(assignment.userId)],
  parent: (assignment) => ({ table: 'project', id: assignment.projectId }),
  parentColumn: { column: 'projectId', tables: ['project'] },
  outsideEvent: () => 'capacity:updated',
  outsideLoad: ({ userId, week }) => ({ userId, week }),
});
