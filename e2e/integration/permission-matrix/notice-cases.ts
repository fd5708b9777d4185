import { newId } from '../../../apps/server/src/test-support/test-server.ts';
import type { Case, Cases, Made, ReadCase } from './shapes.ts';
import { type Member, make, type Relation, type World } from './world.ts';

/** Cases of what one does with notifications, and of what one chooses to hear. */
export const noticeCases: Readonly<Record<string, Cases>> = {
  'notification.seen': onNotices((id) => ({ ids: [id] })),
  'notification.read': onNotices((id) => ({ ids: [id], read: true })),
  'notification.done': onNotices((id) => ({ ids: [id], done: true })),
  'notification.snooze': onNotices((id) => ({ ids: [id], until: '2026-03-02T10:00:00.000Z' })),

  'subscription.set': {
    'to a watched ticket': toTicket('watched'),
    'to a ticket of others': toTicket('of others'),
    'to their project': async (world, me) => choosing('project', await world.project('theirs', me)),
    'to a project of others': async (world) => choosing('project', world.foreignProjectId),
    'to their group': async (world, me) => choosing('thread', await world.group('theirs', me)),
    'to a group of others': async (world, me) => choosing('thread', await world.group('of others', me)),
    'to their direct conversation': async (world, me) =>
      choosing('thread', await world.direct(me, world.keeper)),
    'to a direct conversation of others': async (world) =>
      choosing('thread', await world.direct(world.keeper, world.other)),
  },

  'preference.channel': onPreferences({ kind: 'created', channel: 'inbox', on: true }),
  'preference.quiet': onPreferences({ until: '2026-03-02T10:00:00.000Z' }),
};

/** Rows that say what somebody was told, and what they have chosen to hear. */
export const noticeReadCases: Readonly<Record<string, ReadCase>> = {
  'what one was told': async (world, me) => [`notification/${await noticeOf(world, me)}`],
  'what somebody else was told': async (world) => [`notification/${await noticeOf(world, world.other)}`],
  'what one has chosen to hear': (world, me) => subscriptionOf(world, me),
  'what somebody else has chosen to hear': (world) => subscriptionOf(world, world.other),
};

function onNotices(argsFor: (id: string) => object): Cases {
  return {
    own: async (world, me) => argsFor(await noticeOf(world, me)),
    'of others': async (world) => argsFor(await noticeOf(world, world.other)),
  };
}

function onPreferences(choice: object): Cases {
  return {
    own: async (_, me) => ({ userId: me.id, ...choice }),
    'of others': async ({ other }) => ({ userId: other.id, ...choice }),
  };
}

/** Tells somebody that a ticket was assigned to them, and gives the notification's id. */
async function noticeOf(world: World, of: Member): Promise<string> {
  const subjectId = await world.ticket('assigned', of);
  const { rows } = await of.client.pull();
  const notice = rows.find((row) => row.table === 'notification' && row.data.subjectId === subjectId);
  if (notice === undefined) throw new Error('They were told nothing.');
  return notice.id;
}

async function subscriptionOf(world: World, of: Member): Promise<Made> {
  const choice = choosing('ticket', await world.ticket('own', of));
  await make(of, 'subscription.set', choice);
  return [`subscription/${choice.id}`];
}

function toTicket(relation: Relation): Case {
  return async (world, me) => choosing('ticket', await world.ticket(relation, me));
}

function choosing(subjectTable: 'ticket' | 'project' | 'thread', subjectId: string) {
  return { id: newId(), subjectTable, subjectId, mode: 'follow', was: null };
}
