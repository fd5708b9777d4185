import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { newTicket } from '../../test-support/changes.ts';
import {
  begunUpload,
  hashOf,
  sendBytes,
  type UploadWorld,
  uploadWorld,
} from '../../test-support/upload-world.ts';
import { type FolderDisk, realDisk } from '../home/folder-disk.ts';

const text = Buffer.from('The server room is warm.\n'.repeat(50));
const found = { kind: 'text/plain', width: null, height: null };

/** All bytes are here, but nobody has looked at them: the process was killed in that moment. */
async function arrivedButNotSettled(world: UploadWorld, id: string): Promise<void> {
  const writer = await world.served.keeping.home.openPart(id);
  await writer.write(0, [text]);
  await writer.close();
}

test('an upload that was killed before anybody looked at its bytes is settled when it is asked for', async () => {
  const world = await uploadWorld();
  const id = await begunUpload(world, text);
  await arrivedButNotSettled(world, id);
  world.restart();
  expect(await world.ask('Ada', 'HEAD', id)).toMatchObject({ status: 200, offset: text.length });
  expect((await world.row(id)).storedAt).not.toBeNull();
});

test.each([
  ['before its bytes were put in their place', false],
  ['between its bytes and its row', true],
])(
  'an upload that was killed %s is settled at the start, also where its device never comes back',
  async (_, isKept) => {
    const world = await uploadWorld();
    const id = await begunUpload(world, text);
    await arrivedButNotSettled(world, id);
    const { home } = world.served.keeping;
    const note = await home.note(id);
    if (note !== undefined) await home.putNote(id, { ...note, found });
    if (isKept) await home.keep(id, hashOf(text));
    expect((await world.row(id)).storedAt).toBeNull();
    await world.restart().sweep.look();
    expect(await world.row(id)).toMatchObject({ kind: 'text/plain', storedAt: expect.any(String) });
    expect(await home.size(hashOf(text))).toBe(text.length);
    expect(await home.note(id)).toBeUndefined();
  },
);

test('settling again comes to the same', async () => {
  const world = await uploadWorld();
  const id = await begunUpload(world, text);
  await sendBytes(world, id, text);
  const row = await world.row(id);
  world.pass(5_000);
  await world.served.keeping.arrivals.settle(id);
  expect((await sendBytes(world, id, text, text.length)).status).toBe(204);
  expect(await world.row(id)).toEqual(row);
  expect(world.served.keeping.arrivals.sums.stored).toBe(1);
});

test('one content that two people send at once is kept once, and each of their rows has it', async () => {
  const world = await uploadWorld();
  const mine = await begunUpload(world, text);
  const also = await begunUpload(world, text);
  const theirs = await begunUpload(world, text, 'Ben');
  const send = (name: 'Ada' | 'Ben', id: string) =>
    world.ask(name, 'PATCH', id, { headers: { 'upload-offset': '0' }, body: text });
  const answers = await Promise.all([send('Ada', mine), send('Ben', theirs)]);
  expect(answers.map(({ status }) => status)).toEqual([204, 204]);
  for (const id of [mine, also, theirs]) expect((await world.row(id)).storedAt).not.toBeNull();
  const { room } = world.served.keeping;
  expect([room.files, room.bytes]).toEqual([1, text.length]);
  // The other upload of the same author is not needed any more, and says so.
  expect(await world.ask('Ada', 'HEAD', also)).toMatchObject({ status: 200, offset: text.length });
});

test('knowing the hash of a file gives nothing: who does not see it has to send it', async () => {
  const world = await uploadWorld();
  await sendBytes(world, await begunUpload(world, text), text);
  const ticket = newTicket();
  await world.change('Tom', ['ticket.create', ticket]);
  const guessed = await world.attach('Tom', text, { subjectId: ticket.id });
  expect((await world.row(guessed)).storedAt).toBeNull();
  const headers = { 'upload-length': String(text.length) };
  expect((await world.ask('Tom', 'POST', guessed, { headers })).status).toBe(201);
  expect(await world.ask('Tom', 'HEAD', guessed)).toMatchObject({ status: 200, offset: 0 });
});

test('a disk that is full takes nothing away: what arrived stays, and the upload goes on when there is room', async () => {
  const disk = { ...realDisk, isFull: false };
  const world = await uploadWorld({}, fillable(disk));
  const bytes = randomBytes(3 * 1024 * 1024);
  const id = await begunUpload(world, bytes);
  expect((await sendBytes(world, id, bytes, 0, 70_000)).status).toBe(204);
  disk.isFull = true;
  const refused = await sendBytes(world, id, bytes, 70_000);
  expect(refused.status).toBe(503);
  expect(JSON.parse(refused.body)).toMatchObject({ error: { code: 'SERVER_BUSY', reason: 'storage' } });
  expect((await world.row(id)).refusal).toBeNull();
  disk.isFull = false;
  const { offset = -1 } = await world.ask('Ada', 'HEAD', id);
  expect(offset).toBeGreaterThanOrEqual(70_000);
  expect((await sendBytes(world, id, bytes, offset)).status).toBe(204);
  expect((await world.row(id)).storedAt).not.toBeNull();
});

/** A disk whose files take no more bytes while it is full. */
function fillable(disk: FolderDisk & { isFull: boolean }): FolderDisk {
  return {
    ...disk,
    async open(...args) {
      const handle = await realDisk.open(...args);
      const writev = handle.writev.bind(handle);
      handle.writev = async (...bytes) => {
        if (disk.isFull) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
        return writev(...bytes);
      };
      return handle;
    },
  };
}

test('files leave some of their disk to the database', async () => {
  const disk = { ...realDisk, isNearlyFull: false };
  const statfs: FolderDisk['statfs'] = async (path) => {
    const real = await realDisk.statfs(path);
    return disk.isNearlyFull ? { ...real, bavail: 0 } : real;
  };
  const world = await uploadWorld({}, { ...disk, statfs });
  const id = await begunUpload(world, text);
  disk.isNearlyFull = true;
  expect((await sendBytes(world, id, text)).status).toBe(503);
  await expect(world.served.keeping.home.probe()).rejects.toThrow('cannot save files');
  disk.isNearlyFull = false;
  const { offset = -1 } = await world.ask('Ada', 'HEAD', id);
  expect((await sendBytes(world, id, text, offset)).status).toBe(204);
});
