import { directThreadId } from '@holdfast/shared/direct-thread-id.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { HeadlessClient } from '../support/headless-client.ts';
import { LineProxy } from '../support/line-proxy.ts';
import { filesWith } from '../support/raw-files.ts';
import { people, ServerProcess } from '../support/server-process.ts';
import { waitFor } from '../support/wait-for.ts';

/** One server and one app for each of four people, with a second one of Ben's; each test has its own conversation. */
const server = new ServerProcess();
const [ada, ben, bensOther, cleo, sam] = [1, 2, 3, 4, 5].map(() => new HeadlessClient()) as [
  HeadlessClient,
  HeadlessClient,
  HeadlessClient,
  HeadlessClient,
  HeadlessClient,
];
const everybody = [ada, ben, bensOther, cleo, sam];
const lines = new Map<HeadlessClient, LineProxy>();

beforeAll(async () => {
  await server.addPeople(people.admin, people.agent, people.second, people.staff);
  await server.start();
  const accounts = [people.admin, people.agent, people.agent, people.second, people.staff];
  for (const [index, client] of everybody.entries()) {
    const person = accounts[index];
    if (person === undefined) continue;
    const line = new LineProxy(server.url);
    lines.set(client, line);
    await client.signIn(await line.start(), person);
  }
}, 60_000);

afterAll(async () => {
  for (const client of everybody) client.remove();
  for (const line of lines.values()) await line.stop();
  await server.remove();
});

beforeEach(async () => {
  for (const client of everybody) await client.waitUntilLive();
});

const idOf = (client: HeadlessClient) => client.session.account.userId;

async function goOffline(...clients: readonly HeadlessClient[]): Promise<void> {
  for (const client of clients) {
    lines.get(client)?.cutLine();
    await waitFor('the lost line', () => client.session.connection().state !== 'live');
  }
}

async function goOnline(...clients: readonly HeadlessClient[]): Promise<void> {
  for (const client of clients) {
    lines.get(client)?.heal();
    client.session.sync.tryNow();
    await client.waitUntilLive();
    await client.waitUntilSent();
  }
}

function membersOf(client: HeadlessClient, userIds: readonly string[]) {
  return userIds.map((userId) => ({ id: client.newId(), userId }));
}

function openDirect(client: HeadlessClient, other: HeadlessClient): string {
  const userIds = [idOf(client), idOf(other)];
  const id = directThreadId(userIds);
  client.mutate('conversation.open', { id, members: membersOf(client, userIds) });
  return id;
}

function openGroup(client: HeadlessClient, others: readonly HeadlessClient[], name = 'Roads'): string {
  const id = client.newId();
  const members = membersOf(client, [client, ...others].map(idOf));
  client.mutate('conversation.create', { id, name, members });
  return id;
}

function write(client: HeadlessClient, threadId: string, body: string): string {
  const id = client.newId();
  client.mutate('message.create', { id, threadId, body });
  return id;
}

function messagesOf(client: HeadlessClient, threadId: string) {
  const order = [{ column: 'number', direction: 'ascending' as const }];
  return client.rows('message', { where: { threadId }, order }).map(({ row }) => row);
}

/** Waits until each of these holds so many messages of a thread that all have their number. */
async function waitForMessages(threadId: string, count: number, ...clients: readonly HeadlessClient[]) {
  for (const client of clients)
    await waitFor('the messages', () => {
      const messages = messagesOf(client, threadId);
      return messages.length === count && messages.every(({ number }) => number !== null);
    });
}

test('S2, S8: two who open their conversation without a network, and write, meet in one; an admin has no byte of it', async () => {
  await goOffline(ben, sam);
  const threadId = openDirect(ben, sam);
  expect(openDirect(sam, ben)).toBe(threadId);
  for (const client of [ben, sam]) for (const word of ['Kqonezwv', 'Kqtwozwv']) write(client, threadId, word);
  expect(messagesOf(sam, threadId)).toHaveLength(2);
  await goOnline(ben, sam);
  await waitForMessages(threadId, 4, ben, sam, bensOther);
  const seen = [ben, sam, bensOther].map((client) => messagesOf(client, threadId));
  expect(seen[0]?.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  for (const other of seen.slice(1)) expect(other).toEqual(seen[0]);
  for (const client of [ben, sam]) {
    expect(client.rows('participant', { where: { threadId } })).toHaveLength(2);
    expect(client.session.connection()).toMatchObject({ waiting: 0, refused: 0 });
  }
  for (const client of [ada, cleo]) {
    expect(client.row('thread', threadId)).toBeUndefined();
    for (const word of ['Kqonezwv', 'Kqtwozwv']) expect(filesWith(client.folder, word)).toEqual([]);
    expect(filesWith(client.folder, threadId, 36)).toEqual([]);
  }
});

/** Tables of which nobody outside a conversation may hold a row. */
const tables = ['thread', 'participant', 'message', 'message_version', 'reaction'];

/** What somebody holds of a conversation, by table. */
function held(client: HeadlessClient, threadId: string) {
  const ids = new Set(messagesOf(client, threadId).map(({ id }) => id));
  const isOfIt = (row: Record<string, unknown>) =>
    row.id === threadId || row.threadId === threadId || ids.has(String(row.messageId));
  return tables.map((table) => client.rows(table).filter(({ row }) => isOfIt(row)).length);
}

test('S11, S23: who is taken out of a group loses all of it, also what hangs on messages, and gets it again when asked back', async () => {
  const words = { name: 'Kqgroupzwv', text: 'Kqtextzwvx', earlier: 'Kqearlierzwvy' };
  const typed = 'Mntypedyxa';
  const threadId = openGroup(cleo, [ben, sam], words.name);
  const messageId = write(cleo, threadId, words.earlier);
  const changes = { body: { was: words.earlier, now: words.text } };
  cleo.mutate('message.edit', { id: messageId, versionId: cleo.newId(), changes });
  await waitForMessages(threadId, 1, ben, sam);
  ben.mutate('reaction.add', { id: ben.newId(), messageId, emoji: '👍' });
  for (const client of [ben, sam]) client.session.read(threadId, messageId);
  const places = () => sam.rows('read_marker', { where: { threadId } }).map(({ row }) => row.userId);
  await waitFor('all of it', () => held(sam, threadId).join() === '1,3,1,1,1' && places().length === 2);
  // What this one had seen goes too, also where the change was accepted long ago.
  const naming = { id: threadId, changes: { name: { was: words.name, now: 'Mnnameyxb' } } };
  sam.mutate('conversation.rename', naming);
  await sam.waitUntilSent();
  await goOffline(sam);
  write(sam, threadId, typed);
  cleo.mutate('participant.remove', { threadId, userId: idOf(sam) });
  await cleo.waitUntilSent();
  await goOnline(sam);
  await waitFor('the loss', () => held(sam, threadId).every((count) => count === 0));
  expect(places()).toEqual([idOf(sam)]);
  expect(sam.rows('message_version').length + sam.rows('reaction').length).toBe(0);
  for (const word of Object.values(words)) expect([word, filesWith(sam.folder, word)]).toEqual([word, []]);
  expect(filesWith(sam.folder, typed)).not.toEqual([]);
  expect(sam.session.changes().refused).toMatchObject([
    { name: 'message.create', error: { code: 'NOT_FOUND' } },
  ]);
  cleo.mutate('participant.add', { id: cleo.newId(), threadId, userId: idOf(sam) });
  await waitFor('all of it again', () => held(sam, threadId).join() === '1,3,1,1,1' && places().length === 2);
  expect(messagesOf(sam, threadId)).toMatchObject([{ body: words.text, number: 1 }]);
});

test('S23: no text of a deleted message stays on anybody else’s disk, whether they were there or not', async () => {
  const words = ['Kqfirstzwvx', 'Kqsecondzwvy', 'Kqthirdzwvz'];
  const threadId = openGroup(cleo, [ben, sam]);
  const messageId = write(cleo, threadId, words[0] ?? '');
  for (const [index, now] of words.slice(1).entries()) {
    const changes = { body: { was: words[index] ?? '', now } };
    cleo.mutate('message.edit', { id: messageId, versionId: cleo.newId(), changes });
  }
  const answer = sam.newId();
  await waitFor('the edits', () =>
    [ben, sam].every((one) => one.rows('message_version', { where: { messageId } }).length === 2),
  );
  sam.mutate('message.create', { id: answer, threadId, body: 'Yes', replyToId: messageId });
  await waitForMessages(threadId, 2, ben, cleo);
  await goOffline(sam);
  cleo.mutate('message.delete', { id: messageId });
  const isGone = (client: HeadlessClient) =>
    messagesOf(client, threadId)[0]?.body === '' &&
    client.rows('message_version', { where: { messageId } }).length === 0;
  await waitFor('the deletion', () => isGone(ben));
  await goOnline(sam);
  await waitFor('the deletion', () => isGone(sam));
  for (const client of [ben, sam])
    for (const word of words) expect([word, filesWith(client.folder, word)]).toEqual([word, []]);
  expect(messagesOf(sam, threadId)).toMatchObject([{ number: 1 }, { number: 2, replyToId: messageId }]);
});

test('what two devices of a person read without a network is read on both: the further place counts, and nothing is said to wait', async () => {
  const threadId = openDirect(cleo, ben);
  const ids = ['one', 'two', 'three', 'four', 'five'].map((body) => write(cleo, threadId, body));
  await waitForMessages(threadId, 5, ben, bensOther);
  const unread = (client: HeadlessClient) => client.session.unread().threads[threadId] ?? 0;
  await waitFor('the count', () => unread(ben) === 5 && unread(bensOther) === 5);
  await goOffline(ben, bensOther);
  bensOther.session.read(threadId, ids[3] ?? '');
  ben.session.read(threadId, ids[1] ?? '');
  await waitFor('the counts here', () => unread(ben) === 3 && unread(bensOther) === 1);
  expect(ben.session.connection().waiting).toBe(0);
  expect([ben.session.changes().waiting, bensOther.session.history().undo]).toEqual([[], undefined]);
  await goOnline(bensOther, ben);
  await waitFor('the counts everywhere', () => unread(ben) === 1 && unread(bensOther) === 1);
  const places = () => cleo.rows('read_marker', { where: { threadId } }).map(({ row }) => row);
  await waitFor('the place', () => places().length === 1 && places()[0]?.readTo === 4);
  expect(places()).toMatchObject([{ userId: idOf(ben), readTo: 4 }]);
  cleo.mutate('message.delete', { id: ids[4] ?? '' });
  await waitFor('nothing unread', () => unread(ben) === 0 && unread(bensOther) === 0);
});

test('whoever is written to in a new conversation is told of it, and of an old one only what is said from then on', async () => {
  sam.device.setAttention('locked');
  const threadId = openGroup(cleo, [ben], 'Bridges');
  const old = write(cleo, threadId, 'Krold');
  await waitForMessages(threadId, 1, ben);
  // Another device of Sam's, which has told of nothing yet, and on which the group is looked at while he is taken in.
  const fresh = new HeadlessClient();
  everybody.push(fresh);
  await fresh.signIn(server.url, people.staff);
  await fresh.waitUntilLive();
  const window = fresh.device.onlookers.open();
  fresh.device.onlookers.look(window, { focused: true, targets: [{ table: 'thread', id: threadId }] });
  cleo.mutate('participant.add', { id: cleo.newId(), threadId, userId: idOf(sam) });
  const told = () => fresh.announced.map(({ title, body }) => `${title}: ${body}`);
  await waitFor('the group', () => fresh.row('message', old));
  await waitFor(
    'that it was seen',
    () => fresh.rows('notification', { where: { subjectId: threadId } })[0]?.row.readAt,
  );
  await fresh.waitUntilSent();
  fresh.device.onlookers.close(window);
  write(cleo, threadId, 'Krsince');
  await waitFor('the news', () => told().length === 1);
  write(cleo, openDirect(cleo, sam), 'Krnew');
  await waitFor('the news', () => told().length === 2);
  expect(told()).toEqual(['Cleo Agent wrote in Bridges: Krsince', 'Cleo Agent: Krnew']);
});
