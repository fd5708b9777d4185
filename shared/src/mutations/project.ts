import { z } from 'zod';
import { changeFields, changeOf, changesOfReverts, revertFields, revertOf } from '../effect/change-fields.ts';
import type { Effect } from '../effect/operations.ts';
import { insert, query, remove } from '../effect/rows.ts';
import { defineMutation } from '../entity/define-mutation.ts';
import { describeChanges } from '../entity/describe-changes.ts';
import { getVisible, requireMay } from '../entity/rules.ts';
import { said } from '../entity/said.ts';
import { saidRow } from '../entity/said-rows.ts';
import { undoByRevert } from '../entity/undo-by-revert.ts';
import { idSchema } from '../ids.ts';
import { assignmentModel } from '../model/assignment.ts';
import { divisionModel } from '../model/division.ts';
import { membershipModel } from '../model/membership.ts';
import { phaseModel } from '../model/phase.ts';
import { projectModel, projectSchema } from '../model/project.ts';
import { threadModel, threadOf } from '../model/thread.ts';
import { ticketModel } from '../model/ticket.ts';
import { getProjectFor } from '../own-project.ts';
import { notAllowed } from '../protocol/errors.ts';
import { notUndone, removeBelow } from '../withdraw.ts';

const fields = projectSchema.shape;
const undoOf = undoByRevert('project.revert');

const createProject = defineMutation({
  name: 'project.create',
  args: z.object({
    id: idSchema,
    /** The id of the membership that makes its author the project's manager. */
    membershipId: idSchema,
    name: fields.name,
    description: fields.description,
    divisionId: fields.divisionId,
  }),
  *effect(args, context) {
    requireMay(context, 'project.create', 'make projects');
    if (args.divisionId !== null) yield* getVisible(divisionModel, args.divisionId, context);
    const { membershipId, ...project } = args;
    const { actor, at } = context;
    yield* insert(projectModel, {
      ...project,
      status: 'active',
      ownerId: actor.id,
      createdAt: at,
      updatedAt: at,
    });
    yield* insert(threadModel, threadOf('project', args.id, at));
    yield* insert(membershipModel, {
      id: membershipId,
      userId: actor.id,
      groupTable: 'project',
      groupId: args.id,
      role: 'manager',
      createdAt: at,
    });
  },
  describe: (args) => said('project.create', { name: args.name }),
  undo: ({ id }) => ({ name: 'project.withdraw', args: { id } }),
});

const updateProject = defineMutation({
  name: 'project.update',
  args: z.object({
    id: idSchema,
    changes: z.object({
      name: changeOf(fields.name).optional(),
      description: changeOf(fields.description).optional(),
      status: changeOf(fields.status).optional(),
      divisionId: changeOf(fields.divisionId).optional(),
    }),
  }),
  *effect(args, context) {
    const project = yield* getProjectFor('project.edit', 'edit projects', args.id, context);
    const divisionId = args.changes.divisionId?.now;
    if (divisionId) yield* getVisible(divisionModel, divisionId, context);
    yield* changeFields(projectModel, project, args.changes, { updatedAt: context.at });
  },
  describe: ({ id, changes }, find) => describeChanges(changes, saidRow('project', id, find), find),
  changes: ({ id, changes }) => ({ table: 'project', id, fields: changes }),
  undo: ({ id, changes }) => undoOf(id, changes),
});

/** Undoes changes of fields, or makes them again (S30). */
const revertProject = defineMutation({
  name: 'project.revert',
  args: z.object({
    id: idSchema,
    changes: z.object({
      name: revertOf(fields.name).optional(),
      description: revertOf(fields.description).optional(),
      status: revertOf(fields.status).optional(),
      divisionId: revertOf(fields.divisionId).optional(),
    }),
  }),
  *effect(args, context) {
    const project = yield* getProjectFor('project.edit', 'edit projects', args.id, context);
    const divisionId = args.changes.divisionId?.now;
    if (divisionId) yield* getVisible(divisionModel, divisionId, context);
    yield* revertFields(projectModel, project, args.changes, { updatedAt: context.at });
  },
  describe: ({ id, changes }, find) =>
    describeChanges(changesOfReverts(changes), saidRow('project', id, find), find),
  changes: ({ id, changes }) => ({ table: 'project', id, fields: changesOfReverts(changes) }),
  undo: ({ id, changes }) => undoOf(id, changesOfReverts(changes)),
});

/** Undoes the making of a project, as long as nothing of others hangs on it (S30). */
const withdrawProject = defineMutation({
  name: 'project.withdraw',
  args: z.object({ id: idSchema }),
  *effect({ id }, context) {
    const project = yield* getVisible(projectModel, id, context);
    requireMay(context, 'project.create', 'make projects');
    if (project.ownerId !== context.actor.id) throw notAllowed('Only who made a project can take it back.');
    const tickets = yield* query(ticketModel, { projectId: id }, 1);
    if (tickets.length > 0) throw notUndone('There are tickets in this project. Move them elsewhere first.');
    const phases = yield* query(phaseModel, { projectId: id }, 1);
    if (phases.length > 0) throw notUndone('This project has phases. Remove them first.');
    const planned = yield* query(assignmentModel, { projectId: id }, 1);
    if (planned.length > 0)
      throw notUndone('People were planned for this project, so it stays. Archive it instead.');
    yield* removeMembers(id, context.actor.id);
    yield* removeBelow(id, context);
    yield* remove(projectModel, id);
  },
  describe: ({ id }, find) => said('project.withdraw', { what: saidRow('project', id, find) }),
  undo: ({ id }, { find, newId }) => {
    const project = projectSchema.safeParse(find('project', id));
    if (!project.success) return undefined;
    const { name, description, divisionId } = project.data;
    const args = { id: newId(), membershipId: newId(), name, description, divisionId };
    return { name: 'project.create', args };
  },
});

function* removeMembers(id: string, ownerId: string): Effect<void> {
  const members = yield* query(membershipModel, { groupId: id });
  if (members.some((member) => member.userId !== ownerId))
    throw notUndone('Others belong to this project by now. Take them out of it first.');
  for (const member of members) yield* remove(membershipModel, member.id);
}

export const projectMutations = [createProject, updateProject, revertProject, withdrawProject] as const;
