import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BadLine } from '../support/bad-line.ts';
import { FileUser } from '../support/file-user.ts';
import { HeadlessClient } from '../support/headless-client.ts';
import { keptContents } from '../support/kept-contents.ts';
import { people, ServerProcess } from '../support/server-process.ts';
import { waitFor } from '../support/wait-for.ts';

const MIB = 1024 * 1024;
/** A running download ends within so long after access is lost. */
const ENDS_WITHIN_MS = 2_500;

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
async function shareFile(bytes: Uint8Array<ArrayBuffer>): Promise<{ membershipId: string; fileId: string }> {
  const [projectId, membershipId] = [ada.newId(), ada.newId()];
  const project = { id: projectId, membershipId: ada.newId(), name: 'Shared', description: '' };
  ada.mutate('project.create', { ...project, divisionId: null });
  const userId = sam.session.account.userId;
  const member = { id: membershipId, groupTable: 'project', groupId: projectId, userId, role: 'member' };
  ada.mutate('membership.add', member);
  const files = new FileUser(() => ada.openWindow());
  const goal = { kind: 'row', subjectTable: 'project', subjectId: projectId } as const;
  const fileId = await files.attachBytes('plan.bin', bytes, goal);
  await files.waitFor(fileId, 'here');
  await waitFor('the file at Sam’s', () => sam.row('attachment', fileId)?.storedAt);
  return { membershipId, fileId };
}

/** All files below, with what is on its way. */
function namesBelow(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
}

test('S23: whoever loses access while a file is on its way gets no more of it, and keeps nothing of what had come', async () => {
  const bytes = randomBytes(24 * MIB);
  const { membershipId, fileId } = await shareFile(bytes);
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
  expect(line.received).toBeLessThan(bytes.length / 2);
});

test('S23: an app that goes on reading after access is lost is cut off by the server', async () => {
  const bytes = randomBytes(24 * MIB);
  const { membershipId, fileId } = await shareFile(bytes);
  const { tokens, account } = sam.session;
  const headers = { authorization: `Bearer ${await tokens.current()}` };
  line.slowTo(2 * MIB);
  const response = await fetch(`${account.server}/files/${fileId}`, { headers });
  expect(response.status).toBe(200);
  const reading = response.arrayBuffer();
  await waitFor('a part of it', () => line.received > MIB);
  ada.mutate('membership.remove', { id: membershipId });
  await ada.waitUntilSent();
  const lost = performance.now();
  await expect(reading).rejects.toThrow();
  expect(performance.now() - lost).toBeLessThan(ENDS_WITHIN_MS);
  const again = await fetch(`${account.server}/files/${fileId}`, {
    headers: { ...headers, range: 'bytes=100-200' },
  });
  expect(again.status).toBe(404);
});
