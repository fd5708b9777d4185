import { z } from 'zod';
import { changeFields, changeOf, changesOfReverts, revertFields, revertOf } from '../effect/change-fields.ts';
import type { Effect } from '../effect/operations.ts';
import { get, insert } from '../effect/rows.ts';
import { defineMutation, type MutationContext } from '../entity/define-mutation.ts';
import { getVisible } from '../entity/rules.ts';
import { said } from '../entity/said.ts';
import { saidPeople, saidRow } from '../entity/said-rows.ts';
import {
  type AssignmentPlace,
  assignmentId,
  assignmentModel,
  assignmentSchema,
} from '../model/assignment.ts';
import { phaseModel } from '../model/phase.ts';
import { userModel } from '../model/user.ts';
import { getProjectFor } from '../own-project.ts';
import { notFound } from '../protocol/errors.ts';

const fields = assignmentSchema.shape;
const place = {
  userId: fields.userId,
  projectId: fields.projectId,
  phaseId: fields.phaseId,
  week: fields.week,
};

/** Plans so many hours of a week. Its row is that of the place, so that two who plan it at once plan the same one. */
const setAssignment = defineMutation({
  name: 'assignment.set',
  args: z.object({ ...place, changes: z.object({ hours: changeOf(fields.hours) }) }),
  *effect({ changes, ...at }, context) {
    yield* requirePlace(at, changes.hours.now, context);
    const id = assignmentId(at);
    const stamp = { updatedAt: context.at, updatedBy: context.actor.id };
    const assignment = yield* get(assignmentModel, id);
    if (assignment !== undefined) yield* changeFields(assignmentModel, assignment, changes, stamp);
    else if (changes.hours.now > 0)
      yield* insert(assignmentModel, { id, ...at, hours: changes.hours.now, ...stamp });
  },
  describe: ({ userId, projectId, week, changes }, find) =>
    said('assignment.set', {
      who: saidPeople([userId], find),
      what: saidRow('project', projectId, find),
      hours: String(changes.hours.now),
      week: said('day', { day: week }),
    }),
  changes: ({ changes, ...at }) => ({ table: 'assignment', id: assignmentId(at), fields: changes }),
  undo: ({ changes, ...at }) => {
    const { was, now } = changes.hours;
    if (was === undefined || was === now) return undefined;
    return { name: 'assignment.revert', args: { ...at, changes: { hours: { ifStill: now, now: was } } } };
  },
});

/** Undoes what was planned, or plans it again (S30). */
const revertAssignment = defineMutation({
  name: 'assignment.revert',
  args: z.object({ ...place, changes: z.object({ hours: revertOf(fields.hours).optional() }) }),
  *effect({ changes, ...at }, context) {
    yield* requirePlace(at, changes.hours?.now ?? 0, context);
    const assignment = yield* get(assignmentModel, assignmentId(at));
    if (assignment === undefined) return;
    const stamp = { updatedAt: context.at, updatedBy: context.actor.id };
    yield* revertFields(assignmentModel, assignment, changes, stamp);
  },
  describe: ({ userId, projectId, week, changes }, find) =>
    said('assignment.set', {
      who: saidPeople([userId], find),
      what: saidRow('project', projectId, find),
      hours: String(changes.hours?.now ?? 0),
      week: said('day', { day: week }),
    }),
  changes: ({ changes, ...at }) => ({
    table: 'assignment',
    id: assignmentId(at),
    fields: changesOfReverts(changes),
  }),
  undo: ({ changes, ...at }) => {
    if (changes.hours === undefined) return undefined;
    const { ifStill, now } = changes.hours;
    return { name: 'assignment.revert', args: { ...at, changes: { hours: { ifStill: now, now: ifStill } } } };
  },
});

/**
 * Hours are planned for people who work here, on a project that its author may plan, and a phase of it.
 * Of somebody who was disabled they can still be taken away.
 */
function* requirePlace(
  { userId, projectId, phaseId }: AssignmentPlace,
  hours: number,
  context: MutationContext,
): Effect<void> {
  yield* getProjectFor('capacity.plan', 'plan who works for this project', projectId, context);
  if (phaseId !== null) {
    const phase = yield* getVisible(phaseModel, phaseId, context);
    if (phase.projectId !== projectId) throw notFound('phase');
  }
  const user = yield* get(userModel, userId);
  if (user === undefined || (user.disabled && hours > 0)) throw notFound('person');
}

export const assignmentMutations = [setAssignment, revertAssignment] as const;
