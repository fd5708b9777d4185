import { randomBytes } from 'node:crypto';
import { get, type IncomingMessage, request } from 'node:http';
import { PIECE_BYTES } from '@holdfast/shared/files/pieces.ts';
import { filePiecesSchema, UPLOADS_PATH } from '@holdfast/shared/protocol/files.ts';
import { expect, test } from 'vitest';
import { ask } from '../test-support/ask.ts';
import { newTicket } from '../test-support/changes.ts';
import { type RawClient, readyClient } from '../test-support/raw-client.ts';
import { attach, bearer, beginUpload, sendBytes, sha256, uploadHeaders } from '../test-support/send-file.ts';
import { newId, post, type TestServer, testServer } from '../test-support/test-server.ts';

async function deskWithFile(bytes: Uint8Array<ArrayBuffer>, name = 'plan.bin') {
  const server = await testServer();
  const admin = await server.person('admin');
  const desk = await readyClient({ url: server.url, token: admin.accessToken });
  const ticket = newTicket();
  await desk.change('ticket.create', ticket);
  const place = { subjectTable: 'ticket', subjectId: ticket.id, name } as const;
  const id = await attach(desk, bytes, place);
  expect(await sendBytes(server.url, admin.accessToken, id, bytes)).toBe(204);
  return { server, admin, desk, id, url: `${server.url}/files/${id}`, token: admin.accessToken };
}

function read(url: string, token: string, headers: Record<string, string> = {}, method = 'GET') {
  return fetch(url, { method, headers: { ...bearer(token), ...headers } });
}

test('a file is read whole and in parts, and its head says what is coming', async () => {
  const bytes = randomBytes(1_000);
  const { url, token } = await deskWithFile(bytes);
  const etag = `"${sha256(bytes)}"`;
  const whole = await read(url, token);
  expect([whole.status, Buffer.from(await whole.arrayBuffer()).equals(bytes)]).toEqual([200, true]);
  expect(Object.fromEntries(whole.headers)).toMatchObject({
    'content-length': '1000',
    'accept-ranges': 'bytes',
    etag,
  });
  const parts: [string, string, Buffer][] = [
    ['bytes=100-199', 'bytes 100-199/1000', bytes.subarray(100, 200)],
    ['bytes=900-', 'bytes 900-999/1000', bytes.subarray(900)],
    ['bytes=-10', 'bytes 990-999/1000', bytes.subarray(990)],
  ];
  for (const [range, said, part] of parts) {
    const answer = await read(url, token, { range, 'if-range': etag });
    expect([answer.status, answer.headers.get('content-range')]).toEqual([206, said]);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(part);
  }
  const changed = await read(url, token, { range: 'bytes=100-199', 'if-range': '"another"' });
  expect([changed.status, (await changed.arrayBuffer()).byteLength]).toEqual([200, 1_000]);
  const outside = await read(url, token, { range: 'bytes=1000-' });
  expect([outside.status, outside.headers.get('content-range')]).toEqual([416, 'bytes */1000']);
  const head = await read(url, token, {}, 'HEAD');
  expect([head.status, head.headers.get('content-length')]).toEqual([200, '1000']);
});

test('the pieces of a file are told, the last one being all of it', async () => {
  const bytes = randomBytes(PIECE_BYTES + 10);
  const { url, token } = await deskWithFile(bytes);
  const { hash, size, pieces } = filePiecesSchema.parse(await (await read(`${url}/pieces`, token)).json());
  const first = sha256(bytes.subarray(0, PIECE_BYTES));
  expect([hash, size]).toEqual([sha256(bytes), bytes.length]);
  expect(Buffer.from(pieces, 'base64').toString('hex')).toBe(`${first}${hash}`);
});

test('security item 38: whatever a file is, it is sent as bytes to be saved under its name', async () => {
  const { url, token } = await deskWithFile(
    Buffer.from('<script>alert(1)</script>'),
    "it's 100% of it; größe.html",
  );
  const answer = await read(url, token);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="it's 100_ of it; gr__e.html"; filename*=UTF-8''it%27s%20100%25%20of%20it%3B%20gr%C3%B6%C3%9Fe.html`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
    'cache-control': 'private, no-store',
  });
});

test('security item 39: who may not see the row of a file gets nothing of it, and hears the same as if it were not there', async () => {
  const { server, url, id, desk, token } = await deskWithFile(randomBytes(100));
  const staff = await server.person('staff');
  const absent = await read(`${server.url}/files/${newId()}`, staff.accessToken);
  const words = await absent.json();
  for (const address of [url, `${url}/pieces`]) {
    const answer = await read(address, staff.accessToken);
    expect([answer.status, await answer.json()]).toEqual([404, words]);
    expect((await read(address, 'forged')).status).toBe(401);
    expect((await fetch(address)).status).toBe(401);
  }
  const named = [
    sha256(randomBytes(100)),
    '..%2f..%2fholdfast.sqlite',
    '%2e%2e',
    '..%5c..',
    'limits%2f..',
    `${id}%00`,
  ];
  for (const name of named) expect((await read(`${server.url}/files/${name}`, token)).status, name).toBe(404);
  await desk.change('attachment.remove', { id });
  expect((await read(url, token)).status).toBe(404);
  await desk.change('attachment.restore', { id });
  expect((await read(url, token)).status).toBe(200);
});

test('a file whose bytes are not there yet says so', async () => {
  const { server, desk, token } = await deskWithFile(randomBytes(10));
  const ticket = newTicket();
  await desk.change('ticket.create', ticket);
  const id = await attach(desk, randomBytes(20), { subjectTable: 'ticket', subjectId: ticket.id });
  const answer = await read(`${server.url}/files/${id}`, token);
  expect([answer.status, await answer.json()]).toMatchObject([404, { error: { reason: 'bytes' } }]);
});

test('a bot reads files of its scopes, if it is told of files', async () => {
  const { server, admin, url } = await deskWithFile(randomBytes(100));
  const make = async (events: ('attachment:added' | 'ticket:created')[], scopes: string[]) =>
    await ask(server.url, admin.accessToken, 'tokens.make', { name: 'Bot', events, scopes });
  const good = await make(['attachment:added'], ['desk']);
  expect((await read(url, good.token)).status).toBe(200);
  expect((await read(url, (await make(['attachment:added'], ['everyone'])).token)).status).toBe(404);
  expect((await read(url, (await make(['ticket:created'], ['desk'])).token)).status).toBe(403);
  expect((await read(`${server.url}/files/limits`, good.token)).status).toBe(401);
  expect((await read(`${server.url}${UPLOADS_PATH}`, good.token, {}, 'POST')).status).toBe(401);
  await ask(server.url, admin.accessToken, 'tokens.revoke', { id: good.id });
  expect((await read(url, good.token)).status).toBe(401);
});

/** Much more than what lies in the buffers of a line. */
const LARGE_BYTES = 24 * 1024 * 1024;

/** Begins to read, and holds still. */
function beginReading(url: string, token: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(url, { headers: bearer(token), agent: false }, (answer) => {
      answer.once('data', () => resolve(answer.pause()));
    }).on('error', reject);
  });
}

/** Reads the rest. Whether it came to its end. */
function isWhole(answer: IncomingMessage): Promise<boolean> {
  return new Promise((resolve) => {
    answer.on('error', () => {});
    answer.on('close', () => resolve(answer.complete)).resume();
  });
}

/** Resolves when so many transfers are on their way on a server. */
async function transfersAre(url: string, count: number): Promise<void> {
  const metrics = async () => (await fetch(`${url}/metrics`)).text();
  await expect.poll(metrics, { timeout: 5_000 }).toContain(`file_transfers_running ${count}\n`);
}

/** Members of a project, by their names. */
async function members(server: TestServer, desk: RawClient, projectId: string, names: readonly string[]) {
  const people = [];
  for (const name of names) {
    const person = await server.person('staff', name);
    const membershipId = newId();
    const group = { groupTable: 'project', groupId: projectId, role: 'member' };
    await desk.change('membership.add', { id: membershipId, userId: person.user.id, ...group });
    people.push({ ...person, membershipId });
  }
  return people;
}

test('security item 39: who loses sight of a file while its bytes are on their way gets no more of them; the others get all', async () => {
  const server = await testServer();
  const { accessToken } = await server.person('admin');
  const desk = await readyClient({ url: server.url, token: accessToken });
  const project = { id: newId(), membershipId: newId(), name: 'Move', description: '', divisionId: null };
  await desk.change('project.create', project);
  const bytes = Buffer.alloc(LARGE_BYTES, 'holdfast');
  const id = await attach(desk, bytes, { subjectTable: 'project', subjectId: project.id });
  expect(await sendBytes(server.url, accessToken, id, bytes)).toBe(204);
  const people = await members(server, desk, project.id, ['Removed', 'Disabled', 'Signed out', 'Stays']);
  const reading = people.map((person) => beginReading(`${server.url}/files/${id}`, person.accessToken));
  const answers = await Promise.all(reading);
  await transfersAre(server.url, 4);
  const [removed, disabled, signedOut] = people;
  await desk.change('membership.remove', { id: removed?.membershipId });
  await desk.change('user.disable', { id: disabled?.user.id });
  await post(`${server.url}/auth/sign-out`, { refreshToken: signedOut?.refreshToken });
  await transfersAre(server.url, 1);
  expect(await Promise.all(answers.map(isWhole))).toEqual([false, false, false, true]);
});

test('security item 39: who was disabled sends no more of a file', async () => {
  const server = await testServer();
  const admin = await server.person('admin');
  const { accessToken: token, user } = await server.person('agent');
  const desk = await readyClient({ url: server.url, token: admin.accessToken });
  const mine = await readyClient({ url: server.url, token });
  const ticket = newTicket();
  await mine.change('ticket.create', ticket);
  const id = await attach(mine, Buffer.alloc(1_000), { subjectTable: 'ticket', subjectId: ticket.id });
  expect(await beginUpload(server.url, token, id, 1_000)).toBe(201);
  const sending = request(`${server.url}${UPLOADS_PATH}/${id}`, {
    method: 'PATCH',
    headers: { ...uploadHeaders(token), 'upload-offset': '0', 'content-length': '1000' },
  });
  // It is cut, or answered if nothing of it was looked at yet.
  const ended = new Promise((resolve) => sending.on('error', resolve).on('response', resolve));
  sending.write('half of it');
  await transfersAre(server.url, 1);
  await desk.change('user.disable', { id: user.id });
  await ended;
});
