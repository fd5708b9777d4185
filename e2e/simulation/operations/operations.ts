import { ticketPriorities, ticketStatuses } from '@holdfast/shared/model/ticket.ts';
import { alertOperations } from './alert-operations.ts';
import { capacityOperations } from './capacity-operations.ts';
import { changeSomeFields, type NewValues } from './change-some-fields.ts';
import { conversationOperations } from './conversation-operations.ts';
import { someDue } from './days.ts';
import { noticeOperations } from './notice-operations.ts';
import type { Operation } from './operation.ts';
import { projectOperations } from './project-operations.ts';
import { editText, someWords } from './text.ts';

const nothing = { assigneeId: null, projectId: null, divisionId: null, due: null };

const createTicket: Operation = {
  weight: 14,
  make: ({ random, sight, newId }) => {
    const assignee = random.chance(0.3) ? sight.some('user') : undefined;
    const project = random.chance(0.35) ? sight.some('project') : undefined;
    const args = {
      ...nothing,
      id: newId(),
      title: someWords(random, 1, 4),
      description: someWords(random, 0, 25),
      priority: random.pick(ticketPriorities) ?? 'normal',
      assigneeId: assignee?.id ?? null,
      projectId: project?.id ?? null,
    };
    return { name: 'ticket.create', args };
  },
};

const ticketFields: NewValues = {
  title: ({ random }) => someWords(random, 1, 4),
  description: ({ random }, seen) => editText(random, String(seen ?? '')),
  status: ({ random }) => random.pick(ticketStatuses) ?? 'open',
  priority: ({ random }) => random.pick(ticketPriorities) ?? 'normal',
  assigneeId: ({ random, sight }) => (random.chance(0.25) ? null : (sight.some('user')?.id ?? null)),
  projectId: ({ random, sight }) => (random.chance(0.4) ? null : (sight.some('project')?.id ?? null)),
  divisionId: ({ random, sight }) => (random.chance(0.4) ? null : (sight.some('division')?.id ?? null)),
  due: ({ random }) => (random.chance(0.3) ? null : someDue(random)),
};

const projectFields: NewValues = {
  name: ({ random }) => someWords(random, 1, 3),
  description: ({ random }, seen) => editText(random, String(seen ?? '')),
  status: ({ random }) => (random.chance(0.7) ? 'active' : 'archived'),
  divisionId: ({ random, sight }) => (random.chance(0.3) ? null : (sight.some('division')?.id ?? null)),
};

const updateTicket: Operation = {
  weight: 34,
  make: (doing) => {
    const ticket = doing.sight.some('ticket');
    return (
      ticket && {
        name: 'ticket.update',
        args: { id: ticket.id, changes: changeSomeFields(doing, ticket, ticketFields) },
      }
    );
  },
};

const editDescription: Operation = {
  weight: 12,
  make: (doing) => {
    const ticket = doing.sight.some('ticket');
    if (ticket === undefined) return undefined;
    const was = String(ticket.description ?? '');
    return {
      name: 'ticket.update',
      args: { id: ticket.id, changes: { description: { was, now: editText(doing.random, was) } } },
    };
  },
};

const comment: Operation = {
  weight: 14,
  make: ({ sight, random, newId }) => {
    // What is private is nothing that the screens of protocol 1 show.
    const thread = sight.some('thread', "json_extract(data, '$.subjectTable') IN ('ticket', 'project')");
    return (
      thread && {
        name: 'message.create',
        args: { id: newId(), threadId: thread.id, body: someWords(random, 1, 8) },
      }
    );
  },
};

const watch: Operation = {
  weight: 8,
  make: ({ sight, random, userId }) => {
    const ticket = sight.some('ticket');
    const who = random.chance(0.5) ? userId : sight.some('user')?.id;
    if (ticket === undefined || who === undefined) return undefined;
    return {
      name: random.chance(0.6) ? 'ticket.watch' : 'ticket.unwatch',
      args: { id: ticket.id, userId: who },
    };
  },
};

const createProject: Operation = {
  weight: 3,
  make: ({ random, newId }) => ({
    name: 'project.create',
    args: {
      id: newId(),
      membershipId: newId(),
      name: someWords(random, 1, 3),
      description: someWords(random, 0, 12),
      divisionId: null,
    },
  }),
};

const updateProject: Operation = {
  weight: 5,
  make: (doing) => {
    const project = doing.sight.some('project');
    return (
      project && {
        name: 'project.update',
        args: { id: project.id, changes: changeSomeFields(doing, project, projectFields) },
      }
    );
  },
};

const addMember: Operation = {
  weight: 5,
  make: ({ sight, newId, random }) => {
    const groupTable = random.chance(0.85) ? 'project' : 'division';
    const group = sight.some(groupTable);
    const person = sight.some('user');
    if (group === undefined || person === undefined) return undefined;
    const role = random.chance(0.3) ? 'manager' : 'member';
    return {
      name: 'membership.add',
      args: { id: newId(), userId: person.id, groupTable, groupId: group.id, role },
    };
  },
};

const removeMember: Operation = {
  weight: 4,
  make: ({ sight }) => {
    const membership = sight.some('membership');
    return membership && { name: 'membership.remove', args: { id: membership.id } };
  },
};

const createDivision: Operation = {
  weight: 1,
  make: ({ random, newId }) => ({
    name: 'division.create',
    args: { id: newId(), name: someWords(random, 1, 2) },
  }),
};

const importTicket: Operation = {
  weight: 1,
  make: ({ random, newId }) => {
    const at = '2025-11-03T09:00:00.000Z';
    const comments = [1, 2].map((place) => ({
      id: newId(),
      body: someWords(random, 1, 5),
      createdAt: at.replace('03T', `0${place + 3}T`),
    }));
    return {
      name: 'ticket.import',
      args: {
        id: newId(),
        title: someWords(random, 1, 4),
        description: someWords(random, 0, 10),
        status: 'closed',
        priority: 'low',
        divisionId: null,
        due: null,
        createdAt: at,
        updatedAt: at,
        comments,
      },
    };
  },
};

const seeOverwrite: Operation = {
  weight: 4,
  make: ({ sight }) => {
    const overwrite = sight.some('overwrite', 'seen = 0');
    return overwrite && { name: 'overwrite.seen', args: { id: overwrite.id } };
  },
};

/** What people did already with the engine of protocol 1, by one mutation. */
export const firstOperations: readonly Operation[] = [
  createTicket,
  updateTicket,
  editDescription,
  comment,
  watch,
  createProject,
  updateProject,
  addMember,
  removeMember,
  createDivision,
  importTicket,
  seeOverwrite,
];

/** Everything that people do by one mutation. */
export const operations: readonly Operation[] = [
  ...firstOperations,
  ...conversationOperations,
  ...noticeOperations,
  ...projectOperations,
  ...capacityOperations,
  ...alertOperations,
];
