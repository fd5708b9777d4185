import { z } from 'zod';
import { dateSchema } from '../dates.ts';
import { defineModel } from '../entity/define-model.ts';
import { idSchema } from '../ids.ts';
import { moneySchema } from '../money.ts';
import { limits } from '../protocol/limits.ts';
import { DESK, projectScope } from '../scope-names.ts';
import { timeSchema } from '../times.ts';

/** How far a project is, in the order of a board. */
export const projectStages = ['planned', 'running', 'paused', 'finished'] as const;
export type ProjectStage = (typeof projectStages)[number];

/** A share in percent; more than the whole is possible. */
const percentSchema = z.number().min(0).max(1_000);

/** What is planned of a project. */
export const projectPlanSchema = z.object({
  stage: z.enum(projectStages),
  startsOn: dateSchema.nullable(),
  /** The last day. */
  endsOn: dateSchema.nullable(),
  budget: moneySchema.nullable(),
  spent: moneySchema,
  cash: moneySchema.nullable(),
  /** Below this balance of cash an alert is raised. */
  cashThreshold: moneySchema.nullable(),
  /** Above this share of the budget, in percent, an alert is raised. */
  spentThreshold: percentSchema.nullable(),
});
export type ProjectPlan = z.infer<typeof projectPlanSchema>;
const plan = projectPlanSchema.shape;

export const projectSchema = z.object({
  id: idSchema,
  name: z.string().min(1).max(limits.nameLength),
  description: z.string().max(limits.textLength),
  status: z.enum(['active', 'archived']),
  divisionId: idSchema.nullable(),
  ownerId: idSchema,
  createdAt: timeSchema,
  updatedAt: timeSchema,
  /** The plan: of what was never said there is nothing, as in rows of before schema 5. See `planOf`. */
  stage: plan.stage.exactOptional(),
  startsOn: plan.startsOn.exactOptional(),
  endsOn: plan.endsOn.exactOptional(),
  budget: plan.budget.exactOptional(),
  spent: plan.spent.exactOptional(),
  cash: plan.cash.exactOptional(),
  cashThreshold: plan.cashThreshold.exactOptional(),
  spentThreshold: plan.spentThreshold.exactOptional(),
});
export type Project = z.infer<typeof projectSchema>;

/** The plan of which nothing is known yet. */
export const noPlan: ProjectPlan = {
  stage: 'running',
  startsOn: null,
  endsOn: null,
  budget: null,
  spent: 0,
  cash: null,
  cashThreshold: null,
  spentThreshold: null,
};

/** The plan of a project, whole: what was never said is as in `noPlan`. */
export function planOf(project: Project): ProjectPlan {
  return projectPlanSchema.parse({ ...noPlan, ...project });
}

/** A project: the desk and its members see it. */
export const projectModel = defineModel({
  table: 'project',
  label: 'project',
  schema: projectSchema,
  columns: ['name', 'status', 'divisionId', 'ownerId', 'updatedAt', 'stage', 'startsOn', 'endsOn'],
  indexes: [['name'], ['divisionId']],
  lookups: ['divisionId', 'ownerId'],
  absent: noPlan,
  searchable: ['name', 'description'],
  longText: ['description'],
  tracked: [
    'name',
    'description',
    'status',
    'divisionId',
    'ownerId',
    'stage',
    'startsOn',
    'endsOn',
    'budget',
    'spent',
    'cash',
    'cashThreshold',
    'spentThreshold',
  ],
  audience: (project) => [DESK, projectScope(project.id)],
  outsideEvent: () => 'project:updated',
});
