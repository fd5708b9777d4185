import { rm, truncate, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { notStored } from '@holdfast/shared/model/attachment.ts';
import { expect, test } from 'vitest';
import { readStore } from '../../store/work.ts';
import { newTicket } from '../../test-support/changes.ts';
import {
  begunUpload,
  hashOf,
  sendBytes,
  type UploadWorld,
  uploadWorld,
} from '../../test-support/upload-world.ts';

const DAY_MS = 86_400_000;
const text = Buffer.from('It smells of toner.\n'.repeat(50));

async function stored(world: UploadWorld, bytes: Uint8Array = text): Promise<string> {
  const id = await begunUpload(world, bytes);
  await sendBytes(world, id, bytes);
  return id;
}

function placeOf(world: UploadWorld, bytes: Uint8Array): string {
  const hash = hashOf(bytes);
  return join(world.filesFolder, 'whole', hash.slice(0, 2), hash);
}

/** The disk's clock is the real one, and the organisation's stands elsewhere: as if it had been that long. */
async function age(place: string, world: UploadWorld, days: number): Promise<void> {
  const time = new Date(world.clock.now - days * DAY_MS);
  await utimes(place, time, time);
}

test('a file that was taken away stays for the days of grace; then its row goes, and with the last row its bytes', async () => {
  const world = await uploadWorld();
  const { sweep, home, room } = world.served.keeping;
  const first = await stored(world);
  const second = await world.attach('Ada', text);
  expect((await world.row(second)).storedAt).not.toBeNull();
  await world.change('Ada', ['attachment.remove', { id: first }]);
  world.pass(29 * DAY_MS);
  await sweep.look();
  expect((await world.row(first)).removedAt).not.toBeNull();
  world.pass(2 * DAY_MS);
  await sweep.look();
  await expect(world.row(first)).rejects.toThrow();
  expect(await home.size(hashOf(text))).toBe(text.length);
  await world.change('Ada', ['attachment.remove', { id: second }]);
  world.pass(31 * DAY_MS);
  await sweep.look();
  expect([await home.size(hashOf(text)), await home.pieces(hashOf(text)), room.files, room.bytes]).toEqual([
    undefined,
    undefined,
    0,
    0,
  ]);
});

test('a file that was put back stays', async () => {
  const world = await uploadWorld();
  const id = await stored(world);
  await world.change('Ada', ['attachment.remove', { id }]);
  world.pass(20 * DAY_MS);
  await world.change('Ada', ['attachment.restore', { id }]);
  world.pass(20 * DAY_MS);
  await world.served.keeping.sweep.look();
  expect((await world.row(id)).storedAt).not.toBeNull();
  expect(await world.served.keeping.home.size(hashOf(text))).toBe(text.length);
});

test('bytes that no row names any more go after the days of grace, and not before', async () => {
  const world = await uploadWorld();
  const ticket = newTicket();
  await world.change('Ada', ['ticket.create', ticket]);
  const id = await world.attach('Ada', text, { subjectId: ticket.id });
  await world.ask('Ada', 'POST', id, { headers: { 'upload-length': String(text.length) } });
  await sendBytes(world, id, text);
  await world.change('Ada', ['ticket.withdraw', { id: ticket.id }]);
  await expect(world.row(id)).rejects.toThrow();
  const { home } = world.served.keeping;
  await age(placeOf(world, text), world, 29);
  await world.restart().sweep.look();
  expect(await home.size(hashOf(text))).toBe(text.length);
  await age(placeOf(world, text), world, 31);
  await world.restart().sweep.look();
  expect(await home.size(hashOf(text))).toBeUndefined();
});

test.each([
  ['gone', (place: string) => rm(place)],
  ['cut short', (place: string) => truncate(place, 10)],
])('a row whose bytes are %s says so, and its author’s device can send them again', async (_, spoil) => {
  const world = await uploadWorld();
  const id = await stored(world);
  await spoil(placeOf(world, text));
  await world.restart().sweep.look();
  expect(await world.row(id)).toMatchObject({ storedAt: null, refusal: null });
  expect((await world.ask('Ada', 'HEAD', id)).status).toBe(404);
  expect((await world.ask('Ada', 'POST', id, { headers: { 'upload-length': '1000' } })).status).toBe(201);
  expect((await sendBytes(world, id, text)).status).toBe(204);
  expect((await world.row(id)).storedAt).not.toBeNull();
  expect(await world.served.keeping.home.size(hashOf(text))).toBe(text.length);
});

test('S19: a row that comes again after a restore has its bytes again, without its device sending them', async () => {
  const world = await uploadWorld();
  const id = await stored(world);
  const ticket = newTicket();
  await world.change('Tom', ['ticket.create', ticket]);
  // As a device brings it again: nobody has said that it is stored.
  await world.put({ ...(await world.row(id)), ...notStored });
  const others = await world.attach('Tom', text, { subjectId: ticket.id });
  await world.restart().sweep.look();
  expect(await world.row(id)).toMatchObject({ kind: 'text/plain', storedAt: expect.any(String) });
  expect((await world.row(others)).storedAt).toBeNull();
});

test('where a whole disk is missing no row is touched', async () => {
  const world = await uploadWorld();
  const ids: string[] = [];
  for (let count = 0; count < 21; count += 1) ids.push(await stored(world, Buffer.from(`File ${count}`)));
  await rm(join(world.filesFolder, 'whole'), { recursive: true });
  await world.restart().sweep.look();
  for (const id of ids) expect((await world.row(id)).storedAt).not.toBeNull();
});

test('an upload that nobody went on with for two weeks goes, and can begin again', async () => {
  const world = await uploadWorld();
  const id = await begunUpload(world, text);
  await sendBytes(world, id, text, 0, 100);
  const { home } = world.served.keeping;
  const rest = async (days: number) => {
    for (const name of [id, `${id}.json`]) await age(join(world.filesFolder, 'parts', name), world, days);
    await world.restart().sweep.look();
  };
  await rest(13);
  expect(await home.partSize(id)).toBe(100);
  await rest(15);
  expect(await home.partSize(id)).toBeUndefined();
  expect(await world.served.keeping.limitsOf(world.idOf('Ada'))).toMatchObject({ used: 0 });
  expect((await world.ask('Ada', 'POST', id, { headers: { 'upload-length': '1000' } })).status).toBe(201);
});

test('an upload whose row is gone goes with it', async () => {
  const world = await uploadWorld();
  const ticket = newTicket();
  await world.change('Ada', ['ticket.create', ticket]);
  const id = await world.attach('Ada', text, { subjectId: ticket.id });
  await world.ask('Ada', 'POST', id, { headers: { 'upload-length': String(text.length) } });
  await world.change('Ada', ['ticket.withdraw', { id: ticket.id }]);
  await world.restart().sweep.look();
  expect(await world.served.keeping.home.note(id)).toBeUndefined();
});

test('where nothing is to be put in order nothing is written', async () => {
  const world = await uploadWorld();
  await stored(world);
  const version = () => world.store.read(() => readStore((tx) => tx.version()));
  const before = await version();
  world.pass(2 * DAY_MS);
  await world.restart().sweep.look();
  expect(await version()).toBe(before);
});
