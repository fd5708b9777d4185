import { newId } from '../../../apps/server/src/test-support/test-server.ts';
import { newFile } from './file-cases.ts';
import type { Case, Cases, Was } from './shapes.ts';
import { type Member, make, type World } from './world.ts';

/** What a message is asked for by: its id, and that of its conversation. */
type Arguments = (messageId: string, threadId: string) => unknown;

/** The conversation of a line. */
type Place = (world: World, me: Member) => Promise<string>;

const places = {
  'on an own ticket': (world, me) => world.ticket('own', me),
  'on an assigned ticket': (world, me) => world.ticket('assigned', me),
  'on a watched ticket': (world, me) => world.ticket('watched', me),
  'on a ticket of their project': (world, me) => world.ticket('of their project', me),
  'on a ticket of others': (world, me) => world.ticket('of others', me),
  'on their project': (world, me) => world.project('theirs', me),
  'on a project of others': (world, me) => world.project('of others', me),
  'in their group': (world, me) => world.group('theirs', me),
  'in a group of others': (world, me) => world.group('of others', me),
  'in their direct conversation': (world, me) => world.direct(world.keeper, me),
  'in a direct conversation of others': (world) => world.direct(world.keeper, world.other),
} as const satisfies Record<string, Place>;

const newMessage = (threadId: string) => ({ id: newId(), threadId, body: 'Hello' });
const files = () => [newFile()];
const newPost = (threadId: string) => ({ ...newMessage(threadId), files: files() });

function inPlaces(args: (threadId: string) => unknown): Cases {
  const cases = Object.entries(places).map(([line, place]): [string, Case] => [
    line,
    async (world, me) => args(await place(world, me)),
  ]);
  return {
    ...Object.fromEntries(cases),
    'in a group that they left': async (world, me) => args(await leftGroup(world, me)),
  };
}

function onMessages(args: Arguments): Cases {
  const lines = [
    'on an own ticket',
    'on a ticket of others',
    'in their group',
    'in a group of others',
  ] as const;
  const cases = lines.map((line): [string, Case] => [
    line,
    async (world, me) => {
      const threadId = await places[line](world, me);
      return args(await world.comment(world.keeper, threadId), threadId);
    },
  ]);
  return Object.fromEntries(cases);
}

function onOwnMessages(args: (messageId: string) => unknown): Cases {
  const cases = Object.entries(onMessages(args)).map(([line, made]) => [`of others, ${line}`, made]);
  return {
    ...Object.fromEntries(cases),
    own: async (world, me) => args(await world.comment(me, await world.ticket('own', me))),
    'own, on a ticket that they watched': async (world, me) => {
      const ticketId = await world.ticket('watched', me);
      const id = await world.comment(me, ticketId);
      await make(world.keeper, 'ticket.unwatch', { id: ticketId, userId: me.id });
      return args(id);
    },
    'own, in a group that they left': async (world, me) => {
      const threadId = await world.newGroup(world.keeper, [me]);
      const id = await world.comment(me, threadId);
      await make(me, 'participant.remove', { threadId, userId: me.id });
      return args(id);
    },
  };
}

async function leftGroup(world: World, me: Member): Promise<string> {
  const threadId = await world.newGroup(world.keeper, [me]);
  await make(me, 'participant.remove', { threadId, userId: me.id });
  return threadId;
}

function editing(was: Was): Cases {
  return onOwnMessages((id) => ({
    id,
    versionId: newId(),
    changes: { body: { [was]: 'Hello', now: 'Good morning' } },
  }));
}

function naming(was: Was): Cases {
  const args = (id: string) => ({ id, changes: { name: { [was]: 'Roads', now: 'Streets' } } });
  return {
    own: async (world, me) => args(await world.newGroup(me, [])),
    theirs: async (world, me) => args(await world.group('theirs', me)),
    'of others': async (world, me) => args(await world.group('of others', me)),
  };
}

const emoji = '👍';

/** The cases of conversation-table.ts. */
export const conversationCases: Readonly<Record<string, Cases>> = {
  'message.create': inPlaces(newMessage),
  'message.post': inPlaces(newPost),
  'message.withdraw': onOwnMessages((id) => ({ id })),
  'message.unpost': onOwnMessages((id) => ({ id, files: files() })),
  'message.edit': editing('was'),
  'message.revert': editing('ifStill'),
  'message.reword': editing('was'),
  'message.unword': editing('ifStill'),
  'message.delete': onOwnMessages((id) => ({ id })),
  'message.restore': onOwnMessages((id) => ({ id, body: 'Hello' })),
  'message.put-back': onOwnMessages((id) => ({ id, body: 'Hello' })),
  'message.pin': onMessages((id) => ({ id, pinned: true })),
  'reaction.add': onMessages((messageId) => ({ id: newId(), messageId, emoji })),
  'reaction.remove': onMessages((messageId) => ({ messageId, emoji })),
  'read-marker.advance': onMessages((messageId, threadId) => ({ id: newId(), threadId, messageId })),

  'preference.set': {
    own: async (_, me) => ({ userId: me.id, receipts: true }),
    'of others': async ({ other }) => ({ userId: other.id, receipts: true }),
  },

  'conversation.open': {
    'with somebody': async (world, me) => world.openingOf([me.id, await world.person()]),
    'with somebody who was disabled': async (world, me) => {
      const id = await world.person();
      await make(world.keeper, 'user.disable', { id });
      return world.openingOf([me.id, id]);
    },
  },
  'conversation.create': {
    plain: async (world, me) => ({ id: newId(), name: 'Roads', members: world.membersOf([me.id]) }),
  },
  'conversation.rename': naming('was'),
  'conversation.revert': naming('ifStill'),

  'participant.add': {
    'somebody to their group': async (world, me) => ({
      id: newId(),
      threadId: await world.group('theirs', me),
      userId: await world.person(),
    }),
    'oneself to a group of others': async (world, me) => ({
      id: newId(),
      threadId: await world.group('of others', me),
      userId: me.id,
    }),
    'oneself to a group that they left': async (world, me) => ({
      id: newId(),
      threadId: await leftGroup(world, me),
      userId: me.id,
    }),
  },
  'participant.remove': {
    'oneself from their group': async (world, me) => ({
      threadId: await world.newGroup(world.keeper, [me]),
      userId: me.id,
    }),
    'somebody from an own group': async (world, me) => ({
      threadId: await world.newGroup(me, [world.other]),
      userId: world.other.id,
    }),
    'somebody from their group': async (world, me) => ({
      threadId: await world.group('theirs', me),
      userId: world.keeper.id,
    }),
    'somebody from a group of others': async (world, me) => ({
      threadId: await world.group('of others', me),
      userId: world.keeper.id,
    }),
  },
};
