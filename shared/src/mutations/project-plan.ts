import { z } from 'zod';
import { changeFields, changeOf, changesOfReverts, revertFields, revertOf } from '../effect/change-fields.ts';
import type { Effect } from '../effect/operations.ts';
import { get } from '../effect/rows.ts';
import { defineMutation, type MutationContext } from '../entity/define-mutation.ts';
import { describeChanges } from '../entity/describe-changes.ts';
import { saidRow } from '../entity/said-rows.ts';
import { undoByRevert } from '../entity/undo-by-revert.ts';
import { idSchema } from '../ids.ts';
import { type Project, projectModel, projectPlanSchema, projectSchema } from '../model/project.ts';
import { userModel } from '../model/user.ts';
import { getProjectFor } from '../own-project.ts';
import { notFound } from '../protocol/errors.ts';
import { requireSpan } from '../spans.ts';

const fields = { ownerId: projectSchema.shape.ownerId, ...projectPlanSchema.shape };
const undoOf = undoByRevert('project.revert-plan');

const planProject = defineMutation({
  name: 'project.plan',
  args: z.object({
    id: idSchema,
    changes: z.object({
      ownerId: changeOf(fields.ownerId).optional(),
      stage: changeOf(fields.stage).optional(),
      startsOn: changeOf(fields.startsOn).optional(),
      endsOn: changeOf(fields.endsOn).optional(),
      budget: changeOf(fields.budget).optional(),
      spent: changeOf(fields.spent).optional(),
      cash: changeOf(fields.cash).optional(),
      cashThreshold: changeOf(fields.cashThreshold).optional(),
      spentThreshold: changeOf(fields.spentThreshold).optional(),
    }),
  }),
  *effect({ id, changes }, context) {
    const project = yield* getToPlan(id, changes.ownerId?.now, context);
    requireSpan(yield* changeFields(projectModel, project, changes, { updatedAt: context.at }));
  },
  describe: ({ id, changes }, find) => describeChanges(changes, saidRow('project', id, find), find),
  changes: ({ id, changes }) => ({ table: 'project', id, fields: changes }),
  undo: ({ id, changes }) => undoOf(id, changes),
});

/** Undoes changes of a project's plan, or makes them again (S30). */
const revertPlan = defineMutation({
  name: 'project.revert-plan',
  args: z.object({
    id: idSchema,
    changes: z.object({
      ownerId: revertOf(fields.ownerId).optional(),
      stage: revertOf(fields.stage).optional(),
      startsOn: revertOf(fields.startsOn).optional(),
      endsOn: revertOf(fields.endsOn).optional(),
      budget: revertOf(fields.budget).optional(),
      spent: revertOf(fields.spent).optional(),
      cash: revertOf(fields.cash).optional(),
      cashThreshold: revertOf(fields.cashThreshold).optional(),
      spentThreshold: revertOf(fields.spentThreshold).optional(),
    }),
  }),
  *effect({ id, changes }, context) {
    const project = yield* getToPlan(id, changes.ownerId?.now, context);
    requireSpan(yield* revertFields(projectModel, project, changes, { updatedAt: context.at }));
  },
  describe: ({ id, changes }, find) =>
    describeChanges(changesOfReverts(changes), saidRow('project', id, find), find),
  changes: ({ id, changes }) => ({ table: 'project', id, fields: changesOfReverts(changes) }),
  undo: ({ id, changes }) => undoOf(id, changesOfReverts(changes)),
});

function* getToPlan(id: string, ownerId: string | undefined, context: MutationContext): Effect<Project> {
  const project = yield* getProjectFor('project.edit', 'edit projects', id, context);
  const owner = ownerId === undefined ? undefined : yield* get(userModel, ownerId);
  if (ownerId !== undefined && (owner === undefined || owner.disabled)) throw notFound('person');
  return project;
}

export const projectPlanMutations = [planProject, revertPlan] as const;
