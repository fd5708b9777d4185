import { z } from 'zod';
import type { Effect } from '../effect/operations.ts';
import { get, insert, nextInSequence, query, update } from '../effect/rows.ts';
import { defineMutation, type MutationContext } from '../entity/define-mutation.ts';
import { getVisible, requireMay } from '../entity/rules.ts';
import { said } from '../entity/said.ts';
import { saidPeople, saidRow } from '../entity/said-rows.ts';
import { idSchema } from '../ids.ts';
import { shortOf } from '../mentions.ts';
import { giveMessageNumber } from '../message-number.ts';
import {
  type AssignmentPlace,
  assignmentId,
  assignmentModel,
  assignmentSchema,
} from '../model/assignment.ts';
import { divisionModel, divisionSchema } from '../model/division.ts';
import { type Membership, membershipModel } from '../model/membership.ts';
import { justWritten, messageBodySchema, messageModel } from '../model/message.ts';
import { phaseModel, phaseSchema } from '../model/phase.ts';
import { projectModel, projectPlanSchema, projectSchema } from '../model/project.ts';
import { threadModel, threadOf } from '../model/thread.ts';
import { ticketModel, ticketSchema } from '../model/ticket.ts';
import { userModel, userSchema } from '../model/user.ts';
import { notFound } from '../protocol/errors.ts';
import { requireSpan } from '../spans.ts';
import { clampTime, timeSchema } from '../times.ts';

/*
 * Rows of other systems. Their ids follow from where they come from (shared/src/import/), so a row that is
 * there already was imported before: it is left alone, whatever became of it since. News to nobody.
 */

const ticket = ticketSchema.shape;

/** A ticket as another system knew it, with its people, dates and status. */
const importTicket = defineMutation({
  name: 'import.ticket',
  args: z.object({
    id: idSchema,
    title: ticket.title,
    description: ticket.description,
    status: ticket.status,
    priority: ticket.priority,
    creatorId: ticket.creatorId,
    assigneeId: ticket.assigneeId,
    projectId: ticket.projectId,
    divisionId: ticket.divisionId,
    due: ticket.due,
    createdAt: timeSchema,
    updatedAt: timeSchema,
    endedAt: timeSchema.nullable(),
  }),
  *effect(args, context) {
    requireImporter(context);
    if ((yield* get(ticketModel, args.id)) !== undefined) return;
    yield* requirePerson(args.creatorId);
    if (args.assigneeId !== null) yield* requirePerson(args.assigneeId);
    if (args.projectId !== null) yield* getVisible(projectModel, args.projectId, context);
    if (args.divisionId !== null) yield* getVisible(divisionModel, args.divisionId, context);
    const { at, actor } = context;
    yield* insert(ticketModel, {
      ...args,
      number: null,
      watcherIds: [],
      createdAt: clampTime(args.createdAt, at),
      updatedAt: clampTime(args.updatedAt, at),
      updatedBy: actor.id,
      endedAt: args.endedAt === null ? null : clampTime(args.endedAt, at),
    });
    yield* insert(threadModel, threadOf('ticket', args.id, clampTime(args.createdAt, at)));
  },
  *consequences({ id }) {
    const imported = yield* get(ticketModel, id);
    if (imported === undefined || imported.number !== null) return;
    yield* update(ticketModel, imported, { number: yield* nextInSequence('ticket') });
  },
  tellsNobody: true,
  describe: ({ title }) => said('ticket.import', { title }),
});

/** What was said of an imported ticket. Its author is who imports: nobody's words are put into another's mouth. */
const importComments = defineMutation({
  name: 'import.comments',
  args: z.object({
    ticketId: idSchema,
    /** In the order in which they were said. */
    comments: z
      .array(z.object({ id: idSchema, body: messageBodySchema, createdAt: timeSchema }))
      .min(1)
      .max(100),
  }),
  *effect({ ticketId, comments }, context) {
    requireImporter(context);
    yield* getVisible(ticketModel, ticketId, context);
    for (const comment of comments) {
      if ((yield* get(messageModel, comment.id)) !== undefined) continue;
      yield* insert(messageModel, {
        ...comment,
        createdAt: clampTime(comment.createdAt, context.at),
        threadId: ticketId,
        authorId: context.actor.id,
        ...justWritten,
      });
    }
  },
  *consequences({ comments }) {
    for (const { id } of comments) {
      const message = yield* get(messageModel, id);
      if (message !== undefined && !message.number) yield* giveMessageNumber(id);
    }
  },
  tellsNobody: true,
  describe: ({ comments }) => said('message.create', { text: shortOf(comments[0]?.body ?? '') }),
});

const project = projectSchema.shape;

/** A project with its plan. Its owner becomes its manager. */
const importProject = defineMutation({
  name: 'import.project',
  args: projectPlanSchema.extend({
    id: idSchema,
    membershipId: idSchema,
    name: project.name,
    description: project.description,
    status: project.status,
    divisionId: project.divisionId,
    ownerId: project.ownerId,
    createdAt: timeSchema,
  }),
  *effect({ membershipId, ...args }, context) {
    requireImporter(context);
    if ((yield* get(projectModel, args.id)) !== undefined) return;
    yield* requirePerson(args.ownerId);
    if (args.divisionId !== null) yield* getVisible(divisionModel, args.divisionId, context);
    requireSpan(args);
    const createdAt = clampTime(args.createdAt, context.at);
    yield* insert(projectModel, { ...args, createdAt, updatedAt: context.at });
    yield* insert(threadModel, threadOf('project', args.id, createdAt));
    const owner = { groupTable: 'project', groupId: args.id, role: 'manager' } as const;
    yield* addMember({ id: membershipId, userId: args.ownerId, ...owner }, context);
  },
  tellsNobody: true,
  describe: ({ name }) => said('project.create', { name }),
});

/** A phase of a project. */
const importPhase = defineMutation({
  name: 'import.phase',
  args: phaseSchema.omit({ createdAt: true, updatedAt: true }),
  *effect(args, context) {
    requireImporter(context);
    if ((yield* get(phaseModel, args.id)) !== undefined) return;
    yield* getVisible(projectModel, args.projectId, context);
    requireSpan(args);
    yield* insert(phaseModel, { ...args, createdAt: context.at, updatedAt: context.at });
  },
  tellsNobody: true,
  describe: ({ name }) => said('phase.create', { name }),
});

/** A person, without a password: they come in with a code. Whoever has that e-mail address already is left alone. */
const importPerson = defineMutation({
  name: 'import.person',
  args: userSchema.omit({ createdAt: true }).extend({
    divisionId: idSchema.nullable(),
    membershipId: idSchema,
  }),
  *effect({ divisionId, membershipId, ...person }, context) {
    requireImporter(context);
    requireMay(context, 'user.change', 'add people');
    const same = yield* query(userModel, { email: person.email }, 1);
    if (same.length > 0 || (yield* get(userModel, person.id)) !== undefined) return;
    yield* insert(userModel, { ...person, createdAt: context.at });
    if (divisionId === null) return;
    yield* getVisible(divisionModel, divisionId, context);
    const member = { groupTable: 'division', groupId: divisionId, role: 'member' } as const;
    yield* addMember({ id: membershipId, userId: person.id, ...member }, context);
  },
  tellsNobody: true,
  describe: ({ name }) => said('user.add', { name }),
});

/** A division that rows of a file name. */
const importDivision = defineMutation({
  name: 'import.division',
  args: divisionSchema.omit({ createdAt: true }),
  *effect(args, context) {
    requireImporter(context);
    requireMay(context, 'division.change', 'change divisions');
    if ((yield* get(divisionModel, args.id)) !== undefined) return;
    yield* insert(divisionModel, { ...args, createdAt: context.at });
  },
  tellsNobody: true,
  describe: ({ name }) => said('division.create', { name }),
});

const cell = assignmentSchema.shape;

/** Hours of somebody's week. Where somebody planned them already, theirs stand. */
const importAssignment = defineMutation({
  name: 'import.assignment',
  args: z.object({
    userId: cell.userId,
    projectId: cell.projectId,
    phaseId: cell.phaseId,
    week: cell.week,
    hours: cell.hours,
  }),
  *effect({ hours, ...place }, context) {
    requireImporter(context);
    yield* requirePlace(place, context);
    const id = assignmentId(place);
    const stamp = { hours, updatedAt: context.at, updatedBy: context.actor.id };
    const planned = yield* get(assignmentModel, id);
    if (planned === undefined && hours > 0) yield* insert(assignmentModel, { id, ...place, ...stamp });
    else if (planned?.hours === 0 && hours > 0) yield* update(assignmentModel, planned, stamp);
  },
  tellsNobody: true,
  describe: ({ userId, projectId, week, hours }, find) =>
    said('assignment.set', {
      who: saidPeople([userId], find),
      what: saidRow('project', projectId, find),
      hours: String(hours),
      week: said('day', { day: week }),
    }),
});

function requireImporter(context: MutationContext): void {
  requireMay(context, 'ticket.import', 'import tickets');
}

function* requirePerson(userId: string): Effect<void> {
  if ((yield* get(userModel, userId)) === undefined) throw notFound('person');
}

function* requirePlace({ userId, projectId, phaseId }: AssignmentPlace, context: MutationContext) {
  yield* requirePerson(userId);
  yield* getVisible(projectModel, projectId, context);
  if (phaseId === null) return;
  const phase = yield* getVisible(phaseModel, phaseId, context);
  if (phase.projectId !== projectId) throw notFound('phase');
}

function* addMember(member: Omit<Membership, 'createdAt'>, { at }: MutationContext): Effect<void> {
  if ((yield* get(membershipModel, member.id)) !== undefined) return;
  yield* insert(membershipModel, { ...member, createdAt: at });
}

export const importMutations = [
  importDivision,
  importPerson,
  importProject,
  importPhase,
  importTicket,
  importComments,
  importAssignment,
] as const;
