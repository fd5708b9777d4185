import { directThreadId } from '@holdfast/shared/direct-thread-id.ts';
import { expect, test } from 'vitest';
import { ask } from '../test-support/ask.ts';
import { listeningBot } from '../test-support/bot.ts';
import { newTicket } from '../test-support/changes.ts';
import { type RawClient, readyClient } from '../test-support/raw-client.ts';
import { newId, testServer } from '../test-support/test-server.ts';

/** A server with an admin, somebody of the desk and one of the staff, connected. */
async function threePeople() {
  const server = await testServer();
  const connect = async (role: 'admin' | 'agent' | 'staff') => {
    const signedIn = await server.person(role);
    const client = await readyClient({ url: server.url, token: signedIn.accessToken });
    return { id: signedIn.user.id, signedIn, client };
  };
  const [ada, ben, sam] = [await connect('admin'), await connect('agent'), await connect('staff')];
  return { server, ada, ben, sam };
}

async function make(client: RawClient, name: string, args: unknown): Promise<void> {
  const { result } = await client.change(name, args);
  expect([name, result.error]).toEqual([name, undefined]);
}

const messageIn = (threadId: string) => ({ id: newId(), threadId, body: 'Hello' });

test('S8: bots hear of no conversation of its members alone, and of each comment once, whatever becomes of it', async () => {
  const { server, ada, ben, sam } = await threePeople();
  const scopes = ['desk', 'everyone', 'admin', `user:${ben.id}`, `user:${sam.id}`];
  const { bot } = await listeningBot(server.url, ada.signedIn, scopes);
  const people = [ben.id, sam.id];
  const members = people.map((userId) => ({ id: newId(), userId }));
  const threadId = directThreadId(people);
  const [secret, ticket] = [messageIn(threadId), newTicket()];
  await make(ben.client, 'conversation.open', { id: threadId, members });
  await make(sam.client, 'message.create', secret);
  await make(sam.client, 'reaction.add', { id: newId(), messageId: secret.id, emoji: '👍' });
  await make(sam.client, 'ticket.create', ticket);
  const comment = messageIn(ticket.id);
  await make(sam.client, 'message.create', comment);
  await bot.of(comment.id);
  await make(ben.client, 'message.pin', { id: comment.id, pinned: true });
  await make(ben.client, 'message.pin', { id: comment.id, pinned: false });
  const changes = { body: { was: 'Hello', now: 'Good morning' } };
  await make(sam.client, 'message.edit', { id: comment.id, versionId: newId(), changes });
  await make(sam.client, 'message.delete', { id: comment.id });
  await make(sam.client, 'message.restore', { id: comment.id, body: 'Hello' });
  const last = messageIn(ticket.id);
  await make(sam.client, 'message.create', last);
  await bot.of(last.id);
  expect(bot.namesOf(comment.id)).toEqual(['comment:added']);
  expect(JSON.stringify(bot.heard)).not.toContain(threadId);
});

test('41: the audit log says nothing of who talks with whom', async () => {
  const { server, ada, ben, sam } = await threePeople();
  const group = newId();
  const message = messageIn(group);
  const changes = { body: { was: 'Hello', now: 'Good morning' } };
  await make(ben.client, 'conversation.create', {
    id: group,
    name: 'Roads',
    members: [{ id: newId(), userId: ben.id }],
  });
  await make(ben.client, 'participant.add', { id: newId(), threadId: group, userId: sam.id });
  await make(sam.client, 'message.create', message);
  await make(sam.client, 'reaction.add', { id: newId(), messageId: message.id, emoji: '👍' });
  await make(sam.client, 'reaction.remove', { messageId: message.id, emoji: '👍' });
  await make(sam.client, 'message.edit', { id: message.id, versionId: newId(), changes });
  await make(sam.client, 'message.delete', { id: message.id });
  const file = { id: newId(), name: 'Photo.png', hash: 'a'.repeat(64), size: 10 };
  const post = { id: newId(), threadId: group, body: '', files: [file] };
  await make(sam.client, 'message.post', post);
  await make(sam.client, 'attachment.remove', { id: file.id });
  await make(ben.client, 'participant.remove', { threadId: group, userId: sam.id });
  await sam.client.change('participant.remove', { threadId: group, userId: ben.id });
  const log = await ask(server.url, ada.signedIn.accessToken, 'audit.list', { limit: 100 });
  for (const told of [
    group,
    message.id,
    'Roads',
    'Hello',
    'Good morning',
    'participant',
    'reaction',
    'message_version',
    'row-deleted',
    'attachment',
  ])
    expect(JSON.stringify(log), told).not.toContain(told);
});

test('41: who took a file of a ticket away is kept in the audit log, once, and nothing of its name', async () => {
  const { server, ada, ben, sam } = await threePeople();
  const ticket = newTicket();
  await make(sam.client, 'ticket.create', ticket);
  const file = { id: newId(), name: 'Photo.png', hash: 'a'.repeat(64), size: 10 };
  await make(sam.client, 'attachment.add', { ...file, subjectTable: 'ticket', subjectId: ticket.id });
  await make(ben.client, 'attachment.remove', { id: file.id });
  const { entries } = await ask(server.url, ada.signedIn.accessToken, 'audit.list', { limit: 100 });
  const deleted = entries.filter(({ kind }) => kind === 'row-deleted');
  expect(deleted).toMatchObject([{ actorId: ben.id, subject: `attachment:${file.id}` }]);
  expect(JSON.stringify(entries)).not.toContain(file.name);
});
