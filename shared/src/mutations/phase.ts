import { z } from 'zod';
import { changeFields, changeOf, changesOfReverts, revertFields, revertOf } from '../effect/change-fields.ts';
import type { Effect } from '../effect/operations.ts';
import { get, insert, query, remove, update } from '../effect/rows.ts';
import { defineMutation, type MutationContext } from '../entity/define-mutation.ts';
import { describeChanges } from '../entity/describe-changes.ts';
import { getVisible } from '../entity/rules.ts';
import { said } from '../entity/said.ts';
import { saidRow } from '../entity/said-rows.ts';
import { undoByRevert } from '../entity/undo-by-revert.ts';
import { idSchema } from '../ids.ts';
import { activityModel } from '../model/activity.ts';
import { type Assignment, assignmentModel } from '../model/assignment.ts';
import { type Phase, phaseModel, phaseSchema } from '../model/phase.ts';
import { userModel } from '../model/user.ts';
import { getProjectFor } from '../own-project.ts';
import { HoldfastError } from '../protocol/errors.ts';
import { requireSpan } from '../spans.ts';

const fields = phaseSchema.shape;
const undoOf = undoByRevert('phase.revert');
const WHAT = 'plan the phases of this project';

const createPhase = defineMutation({
  name: 'phase.create',
  args: phaseSchema.omit({ createdAt: true, updatedAt: true }),
  *effect(args, context) {
    yield* getProjectFor('project.edit', WHAT, args.projectId, context);
    requireSpan(args);
    yield* insert(phaseModel, { ...args, createdAt: context.at, updatedAt: context.at });
  },
  describe: ({ name }) => said('phase.create', { name }),
  undo: ({ id }) => ({ name: 'phase.remove', args: { id } }),
});

const updatePhase = defineMutation({
  name: 'phase.update',
  args: z.object({
    id: idSchema,
    changes: z.object({
      name: changeOf(fields.name).optional(),
      position: changeOf(fields.position).optional(),
      startsOn: changeOf(fields.startsOn).optional(),
      endsOn: changeOf(fields.endsOn).optional(),
      status: changeOf(fields.status).optional(),
      progress: changeOf(fields.progress).optional(),
    }),
  }),
  *effect({ id, changes }, context) {
    const phase = yield* getToChange(id, context);
    requireSpan(yield* changeFields(phaseModel, phase, changes, { updatedAt: context.at }));
  },
  describe: ({ id, changes }, find) => describeChanges(changes, saidRow('phase', id, find), find),
  changes: ({ id, changes }) => ({ table: 'phase', id, fields: changes }),
  undo: ({ id, changes }) => undoOf(id, changes),
});

/** Undoes changes of a phase, or makes them again (S30). */
const revertPhase = defineMutation({
  name: 'phase.revert',
  args: z.object({
    id: idSchema,
    changes: z.object({
      name: revertOf(fields.name).optional(),
      position: revertOf(fields.position).optional(),
      startsOn: revertOf(fields.startsOn).optional(),
      endsOn: revertOf(fields.endsOn).optional(),
      status: revertOf(fields.status).optional(),
      progress: revertOf(fields.progress).optional(),
    }),
  }),
  *effect({ id, changes }, context) {
    const phase = yield* getToChange(id, context);
    requireSpan(yield* revertFields(phaseModel, phase, changes, { updatedAt: context.at }));
  },
  describe: ({ id, changes }, find) =>
    describeChanges(changesOfReverts(changes), saidRow('phase', id, find), find),
  changes: ({ id, changes }) => ({ table: 'phase', id, fields: changesOfReverts(changes) }),
  undo: ({ id, changes }) => undoOf(id, changesOfReverts(changes)),
});

/**
 * Takes a phase out of its project. Refused while people are planned for it: their hours would be gone with it.
 * Those of people who were disabled go, since nobody sees them any more.
 */
const removePhase = defineMutation({
  name: 'phase.remove',
  args: z.object({ id: idSchema }),
  *effect({ id }, context) {
    yield* getToChange(id, context);
    const assignments = yield* query(assignmentModel, { phaseId: id });
    for (const assignment of assignments.filter(({ hours }) => hours > 0))
      yield* endForDisabled(assignment, context);
    for (const activity of yield* query(activityModel, { subjectId: id }))
      yield* remove(activityModel, activity.id);
    yield* remove(phaseModel, id);
  },
  describe: ({ id }, find) => said('phase.remove', { what: saidRow('phase', id, find) }),
  undo: ({ id }, { find, newId }) => {
    const phase = phaseSchema.safeParse(find('phase', id));
    if (!phase.success) return undefined;
    const { createdAt: _, updatedAt: __, ...args } = phase.data;
    return { name: 'phase.create', args: { ...args, id: newId() } };
  },
});

function* endForDisabled(assignment: Assignment, { actor, at }: MutationContext): Effect<void> {
  const user = yield* get(userModel, assignment.userId);
  if (user !== undefined && !user.disabled) {
    throw new HoldfastError('CONFLICT', 'People are planned for this phase. Plan them elsewhere first.', {
      reason: 'planned',
    });
  }
  yield* update(assignmentModel, assignment, { hours: 0, updatedAt: at, updatedBy: actor.id });
}

function* getToChange(id: string, context: MutationContext): Effect<Phase> {
  const phase = yield* getVisible(phaseModel, id, context);
  yield* getProjectFor('project.edit', WHAT, phase.projectId, context);
  return phase;
}

export const phaseMutations = [createPhase, updatePhase, revertPhase, removePhase] as const;
