import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FileRefusal } from '@holdfast/shared/model/attachment.ts';
import { expect, test } from 'vitest';
import {
  begunUpload,
  hashOf,
  sendBytes,
  type UploadAnswer,
  uploadWorld,
} from '../../test-support/upload-world.ts';

const text = Buffer.from('Nobody has the key.\n'.repeat(50));

function expectRefused({ status, body }: UploadAnswer, expected: number, refusal: FileRefusal): void {
  expect(status).toBe(expected);
  expect(JSON.parse(body)).toMatchObject({ error: { reason: refusal, message: expect.any(String) } });
}

const asMany = (bytes: Uint8Array) => ({ headers: { 'upload-length': String(bytes.length) } });

test('a file larger than the server takes is refused before a byte of it comes, and its row says so to everybody', async () => {
  const world = await uploadWorld({ HOLDFAST_FILE_BYTES: '999' });
  const id = await world.attach('Ada', text);
  expectRefused(await world.ask('Ada', 'POST', id, asMany(text)), 413, 'too-large');
  expect(await world.row(id)).toMatchObject({ refusal: 'too-large', storedAt: null });
  expectRefused(await world.ask('Ada', 'POST', id, asMany(text)), 413, 'too-large');
});

test('of two uploads that come at once only one gets the room that is left, over a restart too', async () => {
  const world = await uploadWorld({ HOLDFAST_FILES_PERSON_BYTES: '1500' });
  const ids = [await world.attach('Ada', text), await world.attach('Ada', text)];
  const answers = await Promise.all(ids.map((id) => world.ask('Ada', 'POST', id, asMany(text))));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 413]);
  world.restart();
  const third = await world.attach('Ada', text);
  expectRefused(await world.ask('Ada', 'POST', third, asMany(text)), 413, 'person-full');
  expect(await world.served.keeping.limitsOf(world.idOf('Ada'))).toMatchObject({ person: 1500, used: 1000 });
  expect((await world.ask('Ben', 'POST', await world.attach('Ben', text), asMany(text))).status).toBe(201);
});

test('what a person has counts, and what they gave up does not', async () => {
  const world = await uploadWorld({ HOLDFAST_FILES_PERSON_BYTES: '2500' });
  const files = ['a', 'b', 'c', 'd'].map((letter) => Buffer.from(letter.repeat(1000)));
  const [first = text, second = text, third = text, fourth = text] = files;
  await sendBytes(world, await begunUpload(world, first), first);
  await world.ask('Ada', 'DELETE', await begunUpload(world, second));
  expect(await world.served.keeping.limitsOf(world.idOf('Ada'))).toMatchObject({ used: 1000 });
  await begunUpload(world, third);
  const more = await world.attach('Ada', fourth);
  expectRefused(await world.ask('Ada', 'POST', more, asMany(fourth)), 413, 'person-full');
});

test('all people together have no more room than the server has', async () => {
  const world = await uploadWorld({ HOLDFAST_FILES_BYTES: '1500' });
  await sendBytes(world, await begunUpload(world, text), text);
  world.restart();
  const other = Buffer.from(text).fill('x', 10, 20);
  const id = await world.attach('Ben', other);
  expectRefused(await world.ask('Ben', 'POST', id, asMany(other)), 413, 'server-full');
});

test('security 38: bytes that are not what their row says are not taken', async () => {
  const world = await uploadWorld();
  const id = await begunUpload(world, text);
  const other = Buffer.from(text).fill('x', 10, 20);
  expectRefused(await sendBytes(world, id, other), 400, 'content');
  expect(await world.row(id)).toMatchObject({ refusal: 'content', storedAt: null });
  const { home } = world.served.keeping;
  expect([await home.size(hashOf(text)), await home.size(hashOf(other)), await home.note(id)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('security 38: a program is not taken, whatever its name says', async () => {
  const world = await uploadWorld();
  const program = Buffer.concat([Buffer.from('7f454c4602010100', 'hex'), Buffer.alloc(500)]);
  const id = await begunUpload(world, program);
  expectRefused(await sendBytes(world, id, program), 400, 'type');
  expect((await world.row(id)).refusal).toBe('type');
});

test('security 39: a file that is not there, not one’s own, out of sight or taken away reads the same', async () => {
  const world = await uploadWorld();
  const id = await begunUpload(world, text);
  const answers: UploadAnswer[] = [];
  for (const method of ['HEAD', 'PATCH', 'DELETE', 'POST']) {
    const headers = { 'upload-offset': '0', 'upload-length': '1000' };
    for (const name of ['Sam', 'Tom'] as const) answers.push(await world.ask(name, method, id, { headers }));
    const absent = '01a20067-faac-72bc-82a6-cc510186caac';
    if (method !== 'DELETE') answers.push(await world.ask('Ada', method, absent, { headers }));
  }
  await world.change('Ada', ['attachment.remove', { id }]);
  answers.push(await world.ask('Ada', 'HEAD', id));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
  const { home } = world.served.keeping;
  expect(await home.partSize(id)).toBe(0);
  // Asking for what is not there leaves nothing behind.
  expect(readdirSync(join(world.filesFolder, 'parts')).sort()).toEqual([id, `${id}.json`, `${id}.lock`]);
});

test('who lost sight of what a file hangs on, or was disabled, sends no more of it', async () => {
  const world = await uploadWorld();
  const id = await begunUpload(world, text);
  await sendBytes(world, id, text, 0, 100);
  await world.change('Root', [
    'user.update',
    { id: world.idOf('Ada'), changes: { role: { was: 'agent', now: 'staff' } } },
  ]);
  expect((await sendBytes(world, id, text, 100)).status).toBe(404);
  await world.change('Root', ['user.disable', { id: world.idOf('Ada') }]);
  expect((await sendBytes(world, id, text, 100)).status).toBe(403);
  expect((await world.row(id)).storedAt).toBeNull();
});

test('an upload that begins in any wrong way does not begin', async () => {
  const world = await uploadWorld();
  const id = await world.attach('Ada', text);
  const ways: readonly (readonly [number, Record<string, string>])[] = [
    [400, { 'upload-length': '999' }],
    [400, {}],
    [400, { 'upload-length': '1e3' }],
    [501, { 'upload-defer-length': '1' }],
    [501, { 'upload-concat': 'partial', 'upload-length': '1000' }],
    [400, { 'upload-length': '1000', 'upload-metadata': 'attachment ,,,' }],
    [400, { 'upload-length': '1000', 'upload-metadata': named('../../etc/passwd') }],
    [400, { 'upload-length': '1000', 'upload-metadata': named(id.toUpperCase()) }],
    [400, { 'upload-length': '1000', 'tus-resumable': '0.2.2' }],
  ];
  for (const [status, headers] of ways) expectWrong(await world.ask('Ada', 'POST', id, { headers }), status);
  expect(await world.served.keeping.home.note(id)).toBeUndefined();
});

test('bytes that come in any wrong way do not spoil the upload', async () => {
  const world = await uploadWorld();
  const id = await begunUpload(world, text);
  const longer = Buffer.concat([text, Buffer.from('!')]);
  const ways: readonly (readonly [number, Record<string, string>, Uint8Array])[] = [
    [400, { 'upload-offset': '-1' }, text],
    [403, {}, text],
    [400, { 'upload-offset': '0', 'content-type': 'text/plain' }, text],
    [400, { 'upload-offset': '0', 'holdfast-pieces': 'x,,y' }, text],
    [413, { 'upload-offset': '0', 'content-length': '1001' }, longer],
    [400, { 'upload-offset': '0', 'transfer-encoding': 'chunked' }, longer],
  ];
  for (const [status, headers, body] of ways) {
    expectWrong(await world.ask('Ada', 'PATCH', id, { headers, body }), status);
  }
  expect(await world.ask('Ada', 'HEAD', id)).toMatchObject({ status: 200, offset: text.length });
  expect((await world.row(id)).storedAt).not.toBeNull();
});

function expectWrong({ status, body }: UploadAnswer, expected: number): void {
  expect(JSON.parse(body)).toMatchObject({ error: { message: expect.any(String) } });
  expect(status).toBe(expected);
}

function named(id: string): string {
  return `attachment ${Buffer.from(id).toString('base64')}`;
}
