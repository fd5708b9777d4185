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
import { getProjectFor, isMember, mayOwn } from '../own-project.ts';
import { HoldfastError, notFound } from '../protocol/errors.ts';
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
  if (ownerId !== undefined && ownerId !== project.ownerId) yield* requireOwner(ownerId, id);
  return project;
}

/** Whoever owns a project must see it: the desk does, others as its members. */
function* requireOwner(userId: string, projectId: string): Effect<void> {
  const owner = yield* get(userModel, userId);
  if (owner === undefined || owner.disabled) throw notFound('person');
  if (mayOwn(owner, yield* isMember(userId, projectId))) return;
  throw new HoldfastError('CONFLICT', 'Whoever owns a project must belong to it. Add them first.', {
    reason: 'owner',
  });
}

export const projectPlanMutations = [planProject, revertPlan] as const;
