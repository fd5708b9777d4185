import { expect, test } from 'vitest';
import { listeningBot } from '../test-support/bot.ts';
import { newTicket } from '../test-support/changes.ts';
import { readyClient } from '../test-support/raw-client.ts';
import { attach, bearer, sendBytes } from '../test-support/send-file.ts';
import { newId, testServer } from '../test-support/test-server.ts';

const bytes = Buffer.from('How the roof was mended.');

test('a bot hears of a file once it can fetch it, and when it is taken away', async () => {
  const server = await testServer();
  const admin = await server.person('admin');
  const desk = await readyClient({ url: server.url, token: admin.accessToken });
  const { bot, token } = await listeningBot(
    server.url,
    admin,
    ['desk'],
    ['attachment:added', 'attachment:deleted'],
  );
  const ticket = newTicket();
  await desk.change('ticket.create', ticket);
  const id = await attach(desk, bytes, { subjectTable: 'ticket', subjectId: ticket.id, name: 'Roof.txt' });
  await sendBytes(server.url, admin.accessToken, id, bytes);
  const added = await bot.of(id);
  const { storedAt } = added.row;
  expect(added).toMatchObject({
    name: 'attachment:added',
    at: storedAt,
    row: {
      name: 'Roof.txt',
      kind: 'text/plain',
      size: bytes.length,
      subjectId: ticket.id,
      storedAt: expect.any(String),
    },
  });
  const fetched = await fetch(`${server.url}/files/${id}`, { headers: bearer(token) });
  expect(await fetched.text()).toBe(bytes.toString());
  const { mutation } = await desk.change('attachment.remove', { id });
  const deleted = await bot.of(id, ({ name }) => name === 'attachment:deleted');
  expect(deleted).toMatchObject({ at: mutation.at, row: { removedAt: mutation.at } });
  await desk.change('attachment.restore', { id });
  await bot.of(id, ({ name, version }) => name === 'attachment:added' && version > deleted.version);
  expect(bot.namesOf(id)).toEqual(['attachment:added', 'attachment:deleted', 'attachment:added']);
});

test('24: a bot hears of no file of a conversation of its members alone, nor of one outside its scopes', async () => {
  const server = await testServer();
  const admin = await server.person('admin');
  const other = await server.person('staff');
  const desk = await readyClient({ url: server.url, token: admin.accessToken });
  const { bot } = await listeningBot(server.url, admin, ['desk']);
  const { bot: deaf } = await listeningBot(server.url, admin, ['everyone']);
  const [threadId, messageId, ticket] = [newId(), newId(), newTicket()];
  const members = [admin, other].map(({ user }) => ({ id: newId(), userId: user.id }));
  await desk.change('conversation.create', { id: threadId, name: 'Roof', members });
  await desk.change('message.create', { id: messageId, threadId, body: 'Between us.' });
  await desk.change('ticket.create', ticket);
  const secret = await attach(desk, bytes, { subjectTable: 'message', subjectId: messageId });
  await sendBytes(server.url, admin.accessToken, secret, bytes);
  // Its author sees the one before, so that the server has these bytes already.
  const open = await attach(desk, bytes, { subjectTable: 'ticket', subjectId: ticket.id });
  expect((await bot.of(open)).name).toBe('attachment:added');
  await deaf.send('anything');
  expect([bot.namesOf(secret), deaf.heard]).toEqual([[], []]);
});
