import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { UPLOADS_PATH } from '@holdfast/shared/protocol/files.ts';
import { expect, test, vi } from 'vitest';
import {
  begunUpload,
  hashOf,
  sendBytes,
  twoUploadWorlds,
  type UploadAnswer,
  type UploadWorld,
} from '../test-support/upload-world.ts';
import { FolderHome } from './home/folder-home.ts';

const HELD = 423;
/** Whoever is told to come again does so within this time. */
const SOON = { timeout: 15_000, interval: 20 };

const asMany = (bytes: Uint8Array) => ({ headers: { 'upload-length': String(bytes.length) } });

function keptBytes(world: UploadWorld, bytes: Uint8Array): Buffer {
  const hash = hashOf(bytes);
  return readFileSync(join(world.filesFolder, 'whole', hash.slice(0, 2), hash));
}

test('an upload begins at one process and goes on at the other, to the byte', async () => {
  const { here, there } = await twoUploadWorlds();
  const bytes = randomBytes(300_000);
  const id = await begunUpload(here, bytes);
  for (const [world, from, to] of [
    [here, 0, 100_000],
    [there, 100_000, 200_000],
    [here, 200_000, 300_000],
  ] as const) {
    expect(await sendBytes(world, id, bytes, from, to)).toMatchObject({ status: 204, offset: to });
  }
  expect(await here.row(id)).toMatchObject({ storedAt: expect.any(String) });
  expect(keptBytes(here, bytes).equals(bytes)).toBe(true);
});

test('security 38: the room of a person is given away once, in however many processes they ask for it at once', async () => {
  const { here, there } = await twoUploadWorlds({ HOLDFAST_FILES_PERSON_BYTES: '3500' });
  const bytes = randomBytes(1_000);
  const ids = await Promise.all(Array.from({ length: 8 }, () => here.attach('Ada', bytes)));
  const answers = await Promise.all(
    ids.map((id, place) => (place % 2 === 0 ? here : there).ask('Ada', 'POST', id, asMany(bytes))),
  );
  expect(answers.filter(({ status }) => status === 201).length).toBeLessThanOrEqual(3);
  // Whoever asked at the same moment as others asks again.
  for (const [place, { status }] of answers.entries()) {
    if (status === HELD) await there.ask('Ada', 'POST', ids[place] ?? '', asMany(bytes));
  }
  const rows = await here.rows('attachment');
  expect(rows.filter(({ data }) => data.refusal === null)).toHaveLength(3);
  expect(rows.filter(({ data }) => data.refusal === 'person-full')).toHaveLength(5);
  for (const { served } of [here, there]) {
    expect(await served.keeping.limitsOf(here.idOf('Ada'))).toMatchObject({ used: 3_000 });
  }
});

test('what a person has sent to one process counts at once in the other', async () => {
  const { here, there } = await twoUploadWorlds({
    HOLDFAST_FILES_PERSON_BYTES: '2500',
    HOLDFAST_FILES_BYTES: '3500',
  });
  const files = [randomBytes(1_000), randomBytes(1_000), randomBytes(1_000)] as const;
  expect(await there.served.keeping.limitsOf(here.idOf('Ada'))).toMatchObject({ used: 0 });
  for (const bytes of files.slice(0, 2)) await sendBytes(here, await begunUpload(here, bytes), bytes);
  const third = await here.attach('Ada', files[2]);
  expect((await there.ask('Ada', 'POST', third, asMany(files[2]))).body).toContain('person-full');
  const other = await here.attach('Ben', files[2]);
  expect((await there.ask('Ben', 'POST', other, asMany(files[2]))).status).toBe(201);
  expect([here.served.keeping.room.bytes, there.served.keeping.room.bytes]).toEqual([2_000, 2_000]);
  const full = await here.attach('Sam', randomBytes(1_000));
  expect((await there.ask('Sam', 'POST', full, asMany(files[2]))).body).toContain('server-full');
});

test('a process that was killed while it asked for room takes none, and its upload begins again', async () => {
  const { here, there } = await twoUploadWorlds({ HOLDFAST_FILES_PERSON_BYTES: '1500' });
  const bytes = randomBytes(1_000);
  const id = await here.attach('Ada', bytes);
  const home = new FolderHome(here.filesFolder);
  const about = { hash: hashOf(bytes), size: bytes.length, authorId: here.idOf('Ada') };
  await home.begin(id, { ...about, asks: true, startedAt: here.clock.now });
  const other = await here.attach('Ada', bytes);
  expect((await here.ask('Ada', 'POST', other, asMany(bytes))).status).toBe(HELD);
  here.clock.now += 10_000;
  expect((await here.ask('Ada', 'POST', other, asMany(bytes))).status).toBe(201);
  expect((await there.ask('Ada', 'POST', id, asMany(bytes))).body).toContain('person-full');
  await here.ask('Ada', 'DELETE', other);
});

test('who comes back to another process does not wait for a line that nobody has noticed to be dead', async () => {
  const { here, there } = await twoUploadWorlds();
  const bytes = randomBytes(200_000);
  const id = await begunUpload(here, bytes);
  sendAndHang(here, id, bytes, 100_000);
  await vi.waitFor(() => expect(here.served.keeping.uploads.running).toBe(1), SOON);
  expect((await there.ask('Ben', 'HEAD', id)).status).toBe(404);
  expect(here.served.keeping.uploads.running).toBe(1);
  expect((await there.ask('Ada', 'HEAD', id)).status).toBe(HELD);
  const { offset } = await vi.waitUntil(async () => {
    const head = await there.ask('Ada', 'HEAD', id);
    return head.status === 200 ? head : undefined;
  }, SOON);
  expect((await sendBytes(there, id, bytes, offset)).status).toBe(204);
  expect(keptBytes(here, bytes).equals(bytes)).toBe(true);
});

test('one content that people send to two processes at once is kept once, and each of their rows has it', async () => {
  const { here, there } = await twoUploadWorlds();
  const bytes = randomBytes(50_000);
  const ids = { Ada: await begunUpload(here, bytes), Ben: await begunUpload(here, bytes, 'Ben') };
  const send = (world: UploadWorld, name: 'Ada' | 'Ben') =>
    world.ask(name, 'PATCH', ids[name], { headers: { 'upload-offset': '0' }, body: bytes });
  await Promise.all([send(here, 'Ada'), send(there, 'Ben')]);
  for (const name of ['Ada', 'Ben'] as const) {
    await vi.waitFor(async () => {
      await here.ask(name, 'HEAD', ids[name]);
      expect(await here.row(ids[name])).toMatchObject({ storedAt: expect.any(String), refusal: null });
    }, SOON);
  }
  expect(keptBytes(here, bytes).equals(bytes)).toBe(true);
  expect(readdirSync(join(here.filesFolder, 'parts')).filter((name) => !name.endsWith('.lock'))).toEqual([]);
});

test('bytes are not swept away while another process puts them in their place', async () => {
  const { here, there } = await twoUploadWorlds();
  const bytes = randomBytes(1_000);
  const hash = hashOf(bytes);
  const old = await here.attach('Ada', bytes);
  await here.ask('Ada', 'POST', old, asMany(bytes));
  await sendBytes(here, old, bytes);
  await here.change('Ada', ['attachment.remove', { id: old }]);
  here.clock.now += 31 * 86_400_000;
  let isKept: Promise<void> = Promise.resolve();
  await there.served.keeping.arrivals.places.run(hash, async () => {
    isKept = here.served.keeping.sweep.look();
    await isKept;
  });
  expect(keptBytes(here, bytes).equals(bytes)).toBe(true);
});

test('of several processes the one with the lease puts files in order, and all know how much there is', async () => {
  const { here, there } = await twoUploadWorlds();
  const bytes = randomBytes(1_000);
  const id = await begunUpload(here, bytes);
  await sendBytes(here, id, bytes);
  await here.change('Ada', ['attachment.remove', { id }]);
  here.clock.now += 31 * 86_400_000;
  const sweepAt = async ({ served }: Pick<UploadWorld, 'served'>): Promise<void> => {
    served.keeping.sweep.start();
    await served.keeping.sweep.stop();
  };
  await sweepAt(there);
  expect([(await here.row(id)).removedAt, there.served.keeping.room.bytes]).toEqual([
    expect.any(String),
    1_000,
  ]);
  await sweepAt(here);
  expect(await here.rows('attachment')).toEqual([]);
  expect([here, there].map(({ served }) => served.keeping.room.bytes)).toEqual([0, 0]);
});

test('of what this process remembers of bytes nothing is believed that another process wrote anew', async () => {
  const { here, there } = await twoUploadWorlds();
  const bytes = randomBytes(3_000);
  const broken = Buffer.from(bytes).fill(0, 500, 600);
  const id = await begunUpload(here, bytes);
  await unchecked(here, id, broken.subarray(0, 2_000), 0);
  const home = new FolderHome(here.filesFolder);
  await home.truncate(id, 0);
  await unchecked(there, id, bytes.subarray(0, 2_000), 0);
  await unchecked(here, id, bytes.subarray(2_000), 2_000);
  expect(await here.row(id)).toMatchObject({ storedAt: expect.any(String), refusal: null });
});

/** Sends bytes without saying what their pieces are. */
function unchecked(world: UploadWorld, id: string, body: Uint8Array, from: number): Promise<UploadAnswer> {
  return world.ask('Ada', 'PATCH', id, { headers: { 'upload-offset': String(from) }, body });
}

/** Sends a part of a file over a line that stays open and says nothing more. */
function sendAndHang({ url }: UploadWorld, id: string, bytes: Uint8Array, to: number): void {
  const headers = {
    'tus-resumable': '1.0.0',
    'x-name': 'Ada',
    'content-type': 'application/offset+octet-stream',
    'upload-offset': '0',
    'content-length': String(bytes.length),
  };
  const sending = request(`${url}${UPLOADS_PATH}/${id}`, { method: 'PATCH', headers, agent: false });
  sending.on('error', () => {});
  sending.write(bytes.subarray(0, to));
}
