import { newTicket } from '../../../apps/server/src/test-support/changes.ts';
import { newId } from '../../../apps/server/src/test-support/test-server.ts';
import { alertReadCases } from './alert-cases.ts';
import { conversationReadCases } from './conversation-read-cases.ts';
import { fileReadCases } from './file-cases.ts';
import { historyOf } from './history.ts';
import { noticeReadCases } from './notice-cases.ts';
import { projectReadCases } from './project-read-cases.ts';
import type { ReadCase as Case, Made } from './shapes.ts';
import { make, newProject, type Relation, type World } from './world.ts';

/** The rows of read-table.ts, made for somebody. Their project is there before, so that all of it is news to them. */
export const readCases: Readonly<Record<string, Case>> = {
  oneself: async ({ keeper }, me) => {
    const changes = { name: { was: me.signedIn.user.name, now: `${me.signedIn.user.name} the Second` } };
    await make(keeper, 'user.update', { id: me.id, changes });
    return [`user/${me.id}`];
  },
  'somebody else': async (world) => [`user/${await world.person()}`],
  'a division': async ({ keeper }) => {
    const id = newId();
    await make(keeper, 'division.create', { id, name: 'Parks' });
    return [`division/${id}`];
  },
  'somebody’s place in a division': async (world) => [
    `membership/${await world.member(await world.person(), 'division', world.divisionId)}`,
  ],

  'their project, with its conversation and history': async (world, me) => {
    const id = await world.project('theirs', me);
    await rename(world, id);
    return [`project/${id}`, `thread/${id}`, ...(await historyOf(world, id))];
  },
  'one’s own place in their project': async (world, me) => {
    const id = newId();
    await make(world.keeper, 'project.create', newProject(id));
    return [`membership/${await world.member(me.id, 'project', id)}`];
  },
  'somebody’s place in their project': async (world, me) => [
    `membership/${await world.member(await world.person(), 'project', await world.project('theirs', me))}`,
  ],
  'a comment on their project': async (world, me) => [
    `message/${await world.comment(world.keeper, await world.project('theirs', me))}`,
  ],
  'a project of others, with its conversation and history': async (world) => {
    const id = world.foreignProjectId;
    await rename(world, id);
    return [`project/${id}`, `thread/${id}`, ...(await historyOf(world, id))];
  },
  'somebody’s place in a project of others': async (world) => [
    `membership/${await world.member(await world.person(), 'project', world.foreignProjectId)}`,
  ],
  'a comment on a project of others': async (world) => [
    `message/${await world.comment(world.keeper, world.foreignProjectId)}`,
  ],

  'an own ticket': ticket('own'),
  'an assigned ticket': ticket('assigned'),
  'a watched ticket': ticket('watched'),
  'a ticket of their project': ticket('of their project'),
  'a ticket of others': ticket('of others'),
  'a ticket of a project of others': async (world) => {
    const made = newTicket({ projectId: world.foreignProjectId });
    await make(world.keeper, 'ticket.create', made);
    return withComment(world, made.id);
  },
  'a ticket that was assigned to them and is not any more': async (world, me) => {
    const id = await world.ticket('assigned', me);
    await make(world.keeper, 'ticket.update', { id, changes: { assigneeId: { was: me.id, now: null } } });
    return withoutThread(await withComment(world, id));
  },
  'a ticket that they watched and do not any more': async (world, me) => {
    const id = await world.ticket('watched', me);
    await make(world.keeper, 'ticket.unwatch', { id, userId: me.id });
    await make(world.keeper, 'ticket.update', { id, changes: { status: { was: 'open', now: 'waiting' } } });
    return withoutThread(await withComment(world, id));
  },

  ...conversationReadCases,
  ...fileReadCases,
  ...noticeReadCases,
  ...projectReadCases,
  ...alertReadCases,

  'a note that their value was replaced': async (world, me) => [`overwrite/${await world.overwrite(me)}`],
  'a note that somebody else’s value was replaced': async (world) => [
    `overwrite/${await world.overwrite(world.other)}`,
  ],
};

function ticket(relation: Relation): Case {
  return async (world, me) => withComment(world, await world.ticket(relation, me));
}

async function withComment(world: World, id: string): Promise<Made> {
  const comment = await world.comment(world.keeper, id);
  return [`ticket/${id}`, `thread/${id}`, `message/${comment}`, ...(await historyOf(world, id))];
}

/** The thread is as old as the ticket: they rightly had this version of it. */
function withoutThread([main, ...below]: Made): Made {
  return [main, ...below.filter((key) => !key.startsWith('thread/'))];
}

async function rename({ keeper }: World, id: string): Promise<void> {
  await make(keeper, 'project.update', { id, changes: { name: { was: 'Move', now: newId() } } });
}
