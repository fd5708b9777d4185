import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BadLine } from '../support/bad-line.ts';
import { FileUser } from '../support/file-user.ts';
import { HeadlessClient } from '../support/headless-client.ts';
import { keptContents } from '../support/kept-contents.ts';
import { people, ServerProcess } from '../support/server-process.ts';
import { waitFor } from '../support/wait-for.ts';

const MIB = 1024 * 1024;
const FILE_BYTES = 24 * MIB;
/** What had left the server before it knew comes through. */
const MOST_RECEIVED = FILE_BYTES / 2;

let server: ServerProcess;
let line: BadLine;
let ada: HeadlessClient;
let sam: HeadlessClient;

beforeEach(async () => {
  server = new ServerProcess();
  await server.addPeople(people.admin, people.staff);
  await server.start();
  line = new BadLine(server.url);
  ada = new HeadlessClient();
  sam = new HeadlessClient();
  await ada.signIn(server.url, people.admin);
  await sam.signIn(await line.start(), people.staff);
});

afterEach(async () => {
  for (const client of [ada, sam]) client.remove();
  await line.stop();
  await server.remove();
});

/** A project with Sam as a member, and a file on it that the server has. */
async function shareFile(): Promise<{ membershipId: string; fileId: string }> {
  const [projectId, membershipId] = [ada.newId(), ada.newId()];
  const project = { id: projectId, membershipId: ada.newId(), name: 'Shared', description: '' };
  ada.mutate('project.create', { ...project, divisionId: null });
  const userId = sam.session.account.userId;
  const member = { id: membershipId, groupTable: 'project', groupId: projectId, userId, role: 'member' };
  ada.mutate('membership.add', member);
  const files = new FileUser(() => ada.openWindow());
  const goal = { kind: 'row', subjectTable: 'project', subjectId: projectId } as const;
  const fileId = await files.attachBytes('plan.bin', randomBytes(FILE_BYTES), goal);
  await files.waitFor(fileId, 'here');
  await waitFor('the file at Sam’s', () => sam.row('attachment', fileId)?.storedAt);
  return { membershipId, fileId };
}

/** All files below, with what is on its way. */
function namesBelow(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
}

/** Asks on a connection of its own. */
function ask(url: string, headers: Readonly<Record<string, string>>): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => get(url, { headers, agent: false }, resolve).once('error', reject));
}

test('S23: whoever loses access while a file is on its way gets no more of it, and keeps nothing of what had come', async () => {
  const { membershipId, fileId } = await shareFile();
  const hash = String(sam.row('attachment', fileId)?.hash);
  line.slowTo(2 * MIB);
  const files = new FileUser(() => sam.openWindow());
  await files.fetch(fileId);
  await waitFor('a part of it', () => line.received > MIB);
  ada.mutate('membership.remove', { id: membershipId });
  await ada.waitUntilSent();
  await waitFor('the loss', () => sam.row('attachment', fileId) === undefined);
  await waitFor('an empty disk', () => keptContents(sam.folder).length === 0);
  await waitFor(
    'no part',
    () => !namesBelow(sam.folder).some((name) => path.basename(name).startsWith(hash)),
  );
  expect(line.received).toBeLessThan(MOST_RECEIVED);
});

test('S23: an app that goes on reading after access is lost is cut off by the server', async () => {
  const { membershipId, fileId } = await shareFile();
  const { tokens, account } = sam.session;
  const headers = { authorization: `Bearer ${await tokens.current()}` };
  line.slowTo(2 * MIB);
  const answer = await ask(`${account.server}/files/${fileId}`, headers);
  expect(answer.statusCode).toBe(200);
  const reading = buffer(answer).then((bytes) => bytes.length);
  await waitFor('a part of it', () => line.received > MIB);
  ada.mutate('membership.remove', { id: membershipId });
  await ada.waitUntilSent();
  await expect(reading).rejects.toThrow();
  expect(line.received).toBeLessThan(MOST_RECEIVED);
  const again = await ask(`${account.server}/files/${fileId}`, { ...headers, range: 'bytes=100-200' });
  expect(again.statusCode).toBe(404);
});
