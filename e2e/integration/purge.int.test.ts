import { afterEach, beforeEach, expect, test } from 'vitest';
import { HeadlessClient } from '../support/headless-client.ts';
import { LineProxy } from '../support/line-proxy.ts';
import { filesWith } from '../support/raw-files.ts';
import { people, ServerProcess } from '../support/server-process.ts';
import { waitFor } from '../support/wait-for.ts';

/** Words of others that must leave the disk, each in another kind of place. */
const theirs = {
  title: 'Kqtitlezwvx',
  description: 'Kqdescriptionzwvy',
  comment: 'Kqcommentzwvz',
  later: 'Kqlaterzwvw',
  project: 'Kqprojectzwvu',
};
/** What Sam typed and never got through: it stays. */
const own = { edit: 'Mndescriptionyxa', comment: 'Mncommentyxb' };

let server: ServerProcess;
let line: LineProxy;
let ben: HeadlessClient;
let sam: HeadlessClient;
let samId: string;

beforeEach(async () => {
  server = new ServerProcess();
  await server.addPeople(people.admin, people.agent, people.staff);
  await server.start();
  line = new LineProxy(server.url);
  ben = new HeadlessClient();
  sam = new HeadlessClient();
  await ben.signIn(server.url, people.agent);
  await sam.signIn(await line.start(), people.staff);
  samId = sam.session.account.userId;
});

afterEach(async () => {
  for (const client of [ben, sam]) client.remove();
  await line.stop();
  await server.remove();
});

async function goOffline(): Promise<void> {
  line.cutLine();
  await waitFor('the cut line', () => sam.session.connection().state !== 'live');
}

async function goOnline(): Promise<void> {
  line.heal();
  sam.session.sync.tryNow();
}

function change(id: string, field: string, was: string | null, now: string | null) {
  return { id, changes: { [field]: { was, now } } };
}

/** A ticket with others' words in every place that Sam holds; a long text, so that it spreads over pages. */
async function shareTicket(fields: Parameters<HeadlessClient['createTicket']>[1]): Promise<string> {
  const description = `${`${theirs.description} `.repeat(600)}\n\nEnd.`;
  const id = ben.createTicket(theirs.title, { description, ...fields });
  ben.mutate('message.create', { id: ben.newId(), threadId: id, body: theirs.comment });
  await waitFor('the comment', () => sam.rows('message').length === 1);
  return id;
}

/** Sam works on the ticket without a network, so that seen values and copies of the rows are on the disk, and restarts. */
async function workOffline(id: string): Promise<void> {
  await goOffline();
  const seen = String(sam.row('ticket', id)?.description);
  sam.mutate('ticket.update', change(id, 'description', seen, `${own.edit}. Mine alone.`));
  sam.mutate('ticket.update', change(id, 'title', theirs.title, 'A title of my own'));
  await commentAndRestart(id);
}

async function commentAndRestart(id: string): Promise<void> {
  sam.mutate('message.create', { id: sam.newId(), threadId: id, body: own.comment });
  await sam.restart();
  expect(filesWith(sam.folder, theirs.title)).not.toEqual([]);
}

function expectOnlyOwnWords(ownWords: readonly string[]): void {
  for (const word of Object.values(theirs)) expect([word, filesWith(sam.folder, word)]).toEqual([word, []]);
  for (const word of ownWords) expect([word, filesWith(sam.folder, word)]).not.toEqual([word, []]);
}

/** Everything that was lost is gone from all files while the engine runs, and after it has ended. */
async function expectPurged(ownWords: readonly string[], refused: number): Promise<void> {
  await waitFor(
    'the answers',
    () => sam.session.connection().waiting === 0 && sam.session.connection().state === 'live',
  );
  await waitFor('the loss', () => sam.rows('ticket').length === 0 && sam.rows('message').length === 0);
  expect(sam.session.connection().refused).toBe(refused);
  expectOnlyOwnWords(ownWords);
  sam.stop();
  expectOnlyOwnWords(ownWords);
}

test('S23: a ticket that one may not see any more leaves no byte of others’ text in any file; what one typed stays', async () => {
  const id = await shareTicket({ assigneeId: samId });
  await workOffline(id);
  ben.mutate('ticket.update', change(id, 'title', theirs.title, theirs.later));
  ben.mutate('ticket.update', change(id, 'assigneeId', samId, null));
  await ben.waitUntilSent();
  await goOnline();
  await expectPurged(Object.values(own), 3);
});

test('S11, S23: the same for a project that one does not belong to any more', async () => {
  const ada = new HeadlessClient();
  await ada.signIn(server.url, people.admin);
  const projectId = ada.newId();
  const membershipId = ada.newId();
  const project = {
    id: projectId,
    membershipId: ada.newId(),
    name: theirs.project,
    description: theirs.project,
  };
  ada.mutate('project.create', { ...project, divisionId: null });
  ada.mutate('membership.add', {
    id: membershipId,
    groupTable: 'project',
    groupId: projectId,
    userId: samId,
    role: 'member',
  });
  await waitFor('the project', () => sam.row('project', projectId) && ben.row('project', projectId));
  const id = await shareTicket({ projectId });
  await goOffline();
  await commentAndRestart(id);
  ada.mutate('membership.remove', { id: membershipId });
  await ada.waitUntilSent();
  ada.remove();
  await goOnline();
  await waitFor('the loss of the project', () => sam.rows('project').length === 0);
  await expectPurged([own.comment], 1);
});

test('S7, S23: a disabled person’s disk keeps only what they typed and never sent', async () => {
  const id = await shareTicket({ assigneeId: samId });
  await workOffline(id);
  await server.admin(['users', 'disable', people.staff.email]);
  await goOnline();
  await waitFor('the loss', () => sam.rows('ticket').length === 0 && sam.rows('user').length === 0);
  await waitFor('that it is told', () => {
    const state = sam.sessionStates.at(-1);
    return state?.state === 'signed-in' && state.disabled;
  });
  expect(sam.session.changes().waiting.length + sam.session.changes().refused.length).toBe(3);
  expectOnlyOwnWords(Object.values(own));
  sam.stop();
  expectOnlyOwnWords(Object.values(own));
});
