import { newTicket } from '../../../apps/server/src/test-support/changes.ts';
import { newId } from '../../../apps/server/src/test-support/test-server.ts';
import { alertCases } from './alert-cases.ts';
import { capacityCases } from './capacity-cases.ts';
import { conversationCases } from './conversation-cases.ts';
import { fileCases } from './file-cases.ts';
import { importCases } from './import-cases.ts';
import { noticeCases } from './notice-cases.ts';
import { projectCases } from './project-cases.ts';
import { type Case, type Cases, type Change, changeBy, type Was } from './shapes.ts';
import {
  type Member,
  make,
  newPerson,
  newProject,
  type ProjectRelation,
  type Relation,
  type World,
} from './world.ts';

const relations: readonly Relation[] = ['own', 'assigned', 'watched', 'of their project', 'of others'];
const projectRelations: readonly ProjectRelation[] = ['own', 'led', 'theirs', 'of others'];

function ticketValues({ keeper, foreignProjectId, divisionId }: World): Change {
  return {
    title: ['The printer smokes', 'The printer burns'],
    description: ['It **smokes** since this morning.', 'It **burns** since this morning.'],
    status: ['open', 'waiting'],
    close: ['open', 'closed'],
    priority: ['normal', 'high'],
    due: [null, '2030-01-01T00:00:00.000Z'],
    assigneeId: [null, keeper.id],
    projectId: [null, foreignProjectId],
    divisionId: [null, divisionId],
  };
}

const ticketFields = [
  'title',
  'description',
  'status',
  'close',
  'priority',
  'due',
  'assigneeId',
  'projectId',
  'divisionId',
];

function ticketChanges(wasName: Was): Cases {
  const cases = relations.flatMap((relation) =>
    ticketFields.map((name): [string, Case] => [
      `${relation}: ${name}`,
      async (world, me) => {
        const values = ticketValues(world)[name] ?? [null, null];
        const field = name === 'close' ? 'status' : name;
        return { id: await world.ticket(relation, me), changes: changeBy(wasName, { [field]: values }) };
      },
    ]),
  );
  return Object.fromEntries(cases);
}

function watching(relation: Relation, who: 'me' | 'other'): Case {
  return async (world, me) => ({
    id: await world.ticket(relation, me),
    userId: who === 'me' ? me.id : world.other.id,
  });
}

const ofTicket = (relation: Relation): [string, Case] => [
  relation,
  async (world, me) => ({ id: await world.ticket(relation, me) }),
];

function projectChanges(wasName: Was): Cases {
  return Object.fromEntries(
    projectRelations.map((relation): [string, Case] => [
      relation,
      async (world, me) => ({
        id: await world.project(relation, me),
        changes: changeBy(wasName, { name: ['Move', 'Removal'] }),
      }),
    ]),
  );
}

function peopleChanges(wasName: Was): Cases {
  const of = (id: string, field: string, was: unknown, now: unknown) => ({
    id,
    changes: changeBy(wasName, { [field]: [was, now] }),
  });
  return {
    'own name': async (_, me) => of(me.id, 'name', me.signedIn.user.name, 'Somebody'),
    'own role': async (_, me) => of(me.id, 'role', me.signedIn.user.role, 'admin'),
    'of others: name': async (world) => of(await world.person(), 'name', 'Grace', 'Hopper'),
    'of others: email': async (world) => {
      const id = await world.person();
      return of(id, 'email', newPerson(id).email, `new-${id}@example.org`);
    },
    'of others: role': async (world) => of(await world.person(), 'role', 'staff', 'agent'),
  };
}

function joining(who: 'me' | 'somebody', groupOf: (world: World, me: Member) => Promise<Group>): Case {
  return async (world, me) => ({
    id: newId(),
    userId: who === 'me' ? me.id : await world.person(),
    role: 'member',
    ...(await groupOf(world, me)),
  });
}

interface Group {
  readonly groupTable: 'project' | 'division';
  readonly groupId: string;
}

async function freshProject(world: World): Promise<Group> {
  return { groupTable: 'project', groupId: await world.newProject() };
}

async function freshDivision(world: World): Promise<Group> {
  return { groupTable: 'division', groupId: await world.newDivision() };
}

async function ledProject(world: World, me: Member): Promise<Group> {
  return { groupTable: 'project', groupId: await world.project('led', me) };
}

async function theirProject(world: World, me: Member): Promise<Group> {
  return { groupTable: 'project', groupId: await world.project('theirs', me) };
}

function leaving(who: 'me' | 'somebody', groupOf: (world: World, me: Member) => Promise<Group>): Case {
  return async (world, me) => {
    const { groupTable, groupId } = await groupOf(world, me);
    return { id: await world.member(who === 'me' ? me.id : await world.person(), groupTable, groupId) };
  };
}

function divisionChanges(wasName: Was): Cases {
  return {
    plain: async (world) => {
      const { groupId } = await freshDivision(world);
      return { id: groupId, changes: changeBy(wasName, { name: ['Parks', 'Gardens'] }) };
    },
  };
}

const imported = {
  ...{ title: 'Noise', description: '', status: 'closed', priority: 'low', divisionId: null, due: null },
  ...{ createdAt: '2018-06-26T14:58:54.000Z', updatedAt: '2018-06-26T14:58:54.000Z', comments: [] },
};

/** The cases of mutation-table.ts, by the names that they have there. */
export const mutationCases: Readonly<Record<string, Cases>> = {
  'ticket.create': {
    plain: async () => newTicket(),
    'assigned to somebody': async ({ keeper }) => newTicket({ assigneeId: keeper.id }),
    'assigned to oneself': async (_, me) => newTicket({ assigneeId: me.id }),
    'in their project': async (world, me) => newTicket({ projectId: await world.project('theirs', me) }),
    'in a project of others': async (world) => newTicket({ projectId: world.foreignProjectId }),
    'in a division': async ({ divisionId }) => newTicket({ divisionId }),
  },
  'ticket.update': ticketChanges('was'),
  'ticket.revert': ticketChanges('ifStill'),
  'ticket.watch': {
    'own, for oneself': watching('own', 'me'),
    'own, for somebody else': watching('own', 'other'),
    'assigned, for somebody else': watching('assigned', 'other'),
    'of their project, for oneself': watching('of their project', 'me'),
    'of others, for oneself': watching('of others', 'me'),
    'of others, for somebody else': watching('of others', 'other'),
  },
  'ticket.unwatch': {
    'watched, for oneself': watching('watched', 'me'),
    'own, for somebody else': watching('own', 'other'),
    'watched, for somebody else': watching('watched', 'other'),
    'of others, for oneself': watching('of others', 'me'),
    'of others, for somebody else': watching('of others', 'other'),
  },
  'ticket.import': { plain: async () => ({ ...imported, id: newId() }) },
  'ticket.withdraw': Object.fromEntries(relations.map(ofTicket)),

  ...conversationCases,
  ...fileCases,
  ...noticeCases,
  ...projectCases,
  ...capacityCases,
  ...alertCases,
  ...importCases,

  'overwrite.seen': {
    own: async (world, me) => ({ id: await world.overwrite(me) }),
    'of others': async (world) => ({ id: await world.overwrite(world.other) }),
  },

  'project.create': {
    plain: async () => newProject(newId()),
    'in a division': async ({ divisionId }) => newProject(newId(), divisionId),
  },
  'project.update': projectChanges('was'),
  'project.revert': projectChanges('ifStill'),
  'project.withdraw': Object.fromEntries(
    projectRelations.map((relation): [string, Case] => [
      relation,
      async (world, me) => ({ id: await world.project(relation, me) }),
    ]),
  ),

  'membership.add': {
    'oneself to a project of others': joining('me', freshProject),
    'somebody to a project of others': joining('somebody', freshProject),
    'somebody to a project that they lead': joining('somebody', ledProject),
    'somebody to their project': joining('somebody', theirProject),
    'oneself to a division': joining('me', freshDivision),
    'somebody to a division': joining('somebody', freshDivision),
  },
  'membership.remove': {
    'oneself from a project': leaving('me', freshProject),
    'somebody from a project that they lead': leaving('somebody', ledProject),
    'somebody from their project': leaving('somebody', theirProject),
    'somebody from a project of others': leaving('somebody', freshProject),
    'somebody from a division': leaving('somebody', freshDivision),
  },

  'division.create': { plain: async () => ({ id: newId(), name: 'Streets' }) },
  'division.update': divisionChanges('was'),
  'division.revert': divisionChanges('ifStill'),

  'user.add': {
    staff: async () => newPerson(newId()),
    admin: async () => newPerson(newId(), 'admin'),
  },
  'user.update': peopleChanges('was'),
  'user.revert': peopleChanges('ifStill'),
  'user.disable': {
    'of others': async (world) => ({ id: await world.person() }),
    oneself: async (_, me) => ({ id: me.id }),
  },
  'user.enable': {
    'of others': async (world) => {
      const id = await world.person();
      await make(world.keeper, 'user.disable', { id });
      return { id };
    },
  },
};
