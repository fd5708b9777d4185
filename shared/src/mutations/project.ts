import { z } from 'zod';
import { changeFields, changeOf } from '../effect/change-fields.ts';
import { insert } from '../effect/rows.ts';
import { defineMutation } from '../entity/define-mutation.ts';
import { describeChanges } from '../entity/describe-changes.ts';
import { getVisible, requireMay } from '../entity/rules.ts';
import { idSchema } from '../ids.ts';
import { divisionModel } from '../model/division.ts';
import { membershipModel } from '../model/membership.ts';
import { projectModel, projectSchema } from '../model/project.ts';
import { threadModel } from '../model/thread.ts';

const fields = projectSchema.shape;

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
    yield* insert(threadModel, { id: args.id, subjectTable: 'project', subjectId: args.id, createdAt: at });
    yield* insert(membershipModel, {
      id: membershipId,
      userId: actor.id,
      groupTable: 'project',
      groupId: args.id,
      role: 'manager',
      createdAt: at,
    });
  },
  describe: (args) => `New project “${args.name}”`,
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
    const project = yield* getVisible(projectModel, args.id, context);
    requireMay(context, 'project.edit', 'edit projects');
    const divisionId = args.changes.divisionId?.now;
    if (divisionId) yield* getVisible(divisionModel, divisionId, context);
    yield* changeFields(projectModel, project, args.changes, { updatedAt: context.at });
  },
  describe: ({ id, changes }, find) =>
    describeChanges(changes, `“${find('project', id)?.name ?? 'a project'}”`, find),
});

export const projectMutations = [createProject, updateProject] as const;
