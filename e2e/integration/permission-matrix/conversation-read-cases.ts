import { newId } from '../../../apps/server/src/test-support/test-server.ts';
import type { Key, Made, ReadCase } from './shapes.ts';
import { type Member, make, type World } from './world.ts';

/** The part of read-cases.ts that is about conversations. */
export const conversationReadCases: Readonly<Record<string, ReadCase>> = {
  'what became of a comment on an own ticket': async (world, me) =>
    lively(world, await world.ticket('own', me)),
  'what became of a comment on a ticket of others': async (world, me) =>
    lively(world, await world.ticket('of others', me)),
  'how far somebody has read an own ticket and keeps it to themselves': async (world, me) =>
    keptPlace(world, world.keeper, await world.ticket('own', me)),
  'how far one has read and keeps to oneself': async (world, me) =>
    keptPlace(world, me, await world.ticket('own', me)),

  'their group': async (world, me) => wholeOf(world, await world.newGroup(world.keeper, [me])),
  'a group of others': async (world) => wholeOf(world, await world.newGroup(world.keeper, [world.other])),
  'a group that they left': async (world, me) => {
    const threadId = await world.newGroup(world.keeper, [me]);
    await make(me, 'participant.remove', { threadId, userId: me.id });
    return lively(world, threadId);
  },
  'a group that they were taken out of': async (world, me) => {
    const threadId = await world.newGroup(world.keeper, [me]);
    await make(world.keeper, 'participant.remove', { threadId, userId: me.id });
    return lively(world, threadId);
  },
  'a group that they were asked into': async (world, me) => {
    const threadId = await world.newGroup(world.keeper, [world.other]);
    const made = await wholeOf(world, threadId);
    const id = newId();
    await make(world.keeper, 'participant.add', { id, threadId, userId: me.id });
    // Their own place is the news: the rest they are brought with the scope.
    return [`participant/${id}`, ...made];
  },
  'their direct conversation': async (world, me) => wholeOf(world, await world.direct(world.keeper, me)),
  'a direct conversation of others': async (world) =>
    wholeOf(world, await world.direct(world.keeper, world.other)),

  'what one has chosen for oneself': (_, me) => choice(me),
  'what somebody else has chosen': ({ other }) => choice(other),
};

/** A message with a reaction and an earlier text, and how far the keeper has read. */
async function lively(world: World, threadId: string): Promise<Made> {
  const { keeper } = world;
  const messageId = await world.comment(keeper, threadId);
  const [versionId, reactionId] = [newId(), newId()];
  const changes = { body: { was: 'Hello', now: 'Good morning' } };
  await make(keeper, 'message.edit', { id: messageId, versionId, changes });
  await make(keeper, 'reaction.add', { id: reactionId, messageId, emoji: '👍' });
  return [
    `message/${messageId}`,
    `message_version/${versionId}`,
    `reaction/${reactionId}`,
    await placeOf(keeper, threadId, messageId),
  ];
}

/** The same with the conversation itself and its people. */
async function wholeOf(world: World, threadId: string): Promise<Made> {
  const made = await lively(world, threadId);
  const { rows } = await world.keeper.client.pull();
  const people = rows.filter((row) => row.table === 'participant' && row.data.threadId === threadId);
  return [`thread/${threadId}`, ...made, ...people.map((row): Key => `participant/${row.id}`)];
}

/** How far somebody has read who does not show it. */
async function keptPlace(world: World, reader: Member, threadId: string): Promise<Made> {
  const messageId = await world.comment(world.keeper, threadId);
  const choose = (receipts: boolean) => make(reader, 'preference.set', { userId: reader.id, receipts });
  await choose(false);
  const place = await placeOf(reader, threadId, messageId);
  await choose(true);
  return [place];
}

async function placeOf(reader: Member, threadId: string, messageId: string): Promise<Key> {
  const id = newId();
  await make(reader, 'read-marker.advance', { id, threadId, messageId });
  return `read_marker/${id}`;
}

async function choice(member: Member): Promise<Made> {
  await make(member, 'preference.set', { userId: member.id, appearOffline: true });
  await make(member, 'preference.set', { userId: member.id, appearOffline: false });
  return [`preference/${member.id}`];
}
