import { randomBytes } from 'node:crypto';
import * as disk from 'node:fs/promises';
import { PIECE_BYTES } from '@holdfast/shared/files/pieces.ts';
import { MOST_TRANSFERS } from '@holdfast/shared/protocol/files.ts';
import { expect, test } from 'vitest';
import { hashOf, TransferSetup } from '../../test-support/transfer-setup.ts';

const at = '2026-01-05T09:00:00.000Z';

test('promise 1: an own file is sent by itself, and has only ended once the server says that it has it', async () => {
  const setup = await TransferSetup.create();
  const bytes = randomBytes(300_000);
  const id = await setup.addOwn(bytes);
  await setup.until(() => setup.board.of(id)?.done === bytes.length);
  await setup.until(() => setup.server.uploads.get(id)?.bytes.equals(bytes) === true);
  await setup.pass(5_000);
  expect(setup.state(id)).toBe('sending');
  setup.put(id, bytes, { storedAt: at });
  await setup.until(() => setup.state(id) === 'none');
  expect(setup.server.asked.filter((ask) => ask.startsWith('DELETE'))).toEqual([]);
});

test('an upload that was cut goes on from its byte, also after a restart', async () => {
  const setup = await TransferSetup.create();
  const bytes = randomBytes(500_000);
  setup.server.trouble = (method) => (method === 'PATCH' ? { cutAfter: 100_001 } : undefined);
  const id = await setup.addOwn(bytes);
  await setup.until(() => setup.server.uploads.get(id)?.bytes.length === 200_002);
  await setup.restart();
  setup.server.trouble = () => undefined;
  await setup.until(() => setup.server.uploads.get(id)?.bytes.length === bytes.length);
  expect(setup.server.uploads.get(id)?.bytes.equals(bytes)).toBe(true);
  expect(setup.server.asked.slice(-2)).toEqual([`HEAD ${id}`, `PATCH ${id} ${500_000 - 200_002}`]);
});

test('a piece that arrived broken is sent again', async () => {
  const setup = await TransferSetup.create();
  const bytes = randomBytes(PIECE_BYTES + 1_000);
  let turned = 0;
  setup.server.trouble = (method) =>
    method === 'PATCH' && ++turned === 2 ? { turnedAt: 1_500_000 } : undefined;
  const id = await setup.addOwn(bytes);
  await setup.until(() => setup.server.uploads.get(id)?.bytes.equals(bytes) === true);
  expect(turned).toBeGreaterThan(2);
});

test('never more than six travel at a time, all arrive, and one of each content', async () => {
  const setup = await TransferSetup.create();
  const contents = Array.from({ length: 30 }, () => randomBytes(5_000));
  const twice = contents[0] ?? randomBytes(1);
  setup.board.lineChanged(false);
  for (const bytes of [...contents, twice]) await setup.addOwn(bytes);
  await setup.until(() => setup.board.list().length === 31);
  setup.server.trouble = (method) => (method === 'PATCH' ? 'silence' : undefined);
  setup.board.lineChanged(true);
  await setup.until(() => setup.server.atOnce === MOST_TRANSFERS);
  await setup.pass(5_000);
  expect(setup.server.mostAtOnce).toBe(MOST_TRANSFERS);
  setup.server.trouble = () => undefined;
  setup.board.lineChanged(false);
  setup.board.lineChanged(true);
  const sent = () =>
    [...setup.server.uploads.values()].filter(({ bytes, length }) => bytes.length === length);
  await setup.until(() => sent().length === 30 && setup.server.atOnce === 0);
  expect(sent().filter(({ bytes }) => bytes.equals(twice))).toHaveLength(1);
});

test('a row that says so before its upload is answered makes no place for a seventh', async () => {
  const setup = await TransferSetup.create();
  setup.server.trouble = (method) => (method === 'PATCH' ? 'silence' : undefined);
  setup.board.lineChanged(false);
  const contents = Array.from({ length: 8 }, () => randomBytes(1_000));
  const ids: string[] = [];
  for (const bytes of contents) ids.push(await setup.addOwn(bytes));
  await setup.until(() => setup.board.list().length === 8);
  setup.board.lineChanged(true);
  await setup.until(() => setup.server.atOnce === MOST_TRANSFERS);
  const sent = ids.find((id) => setup.state(id) === 'sending') ?? '';
  setup.put(sent, contents[ids.indexOf(sent)] ?? randomBytes(1), { storedAt: at });
  await setup.until(() => setup.state(sent) === 'none');
  await setup.pass(5_000);
  expect([setup.server.atOnce, setup.server.mostAtOnce]).toEqual([MOST_TRANSFERS, MOST_TRANSFERS]);
});

test('a download that is cut and turned arrives whole, and is here only then', async () => {
  const setup = await TransferSetup.create();
  const bytes = randomBytes(2 * PIECE_BYTES + 77);
  const id = setup.addTheirs(bytes);
  const troubles = [{ cutAfter: 5_000_000 }, { turnedAt: 8_000_000 }, { turnedAt: 8_388_700 }];
  setup.server.trouble = (method, asked) =>
    method === 'GET' && asked === id && !setup.server.asked.at(-1)?.includes('pieces')
      ? troubles.shift()
      : undefined;
  setup.board.fetch(id, false);
  await setup.until(() => setup.store.find(hashOf(bytes)) !== undefined);
  expect((await disk.readFile(setup.folder.pathOf(hashOf(bytes)))).equals(bytes)).toBe(true);
  await setup.until(() => setup.state(id) === 'none');
  expect(await setup.folder.fetchedParts()).toEqual([]);
});

test('what answers with the whole file, whatever was asked for, is believed no byte more', async () => {
  const setup = await TransferSetup.create();
  const bytes = randomBytes(PIECE_BYTES + 900_000);
  const id = setup.addTheirs(bytes);
  let asks = 0;
  setup.server.ignoresRanges = true;
  setup.server.trouble = (method, asked) =>
    method === 'GET' && asked === id && ++asks === 2 ? { cutAfter: PIECE_BYTES + 5 } : undefined;
  setup.board.fetch(id, false);
  await setup.until(() => setup.store.find(hashOf(bytes)) !== undefined);
  expect((await disk.readFile(setup.folder.pathOf(hashOf(bytes)))).equals(bytes)).toBe(true);
});

test('promise 1: what was asked for is fetched after a restart too, from where it was', async () => {
  const setup = await TransferSetup.create();
  const bytes = randomBytes(2 * PIECE_BYTES);
  const id = setup.addTheirs(bytes);
  let asks = 0;
  setup.server.trouble = (method, asked) =>
    method === 'GET' && asked === id && ++asks > 1 ? { cutAfter: 4_900_000 } : undefined;
  setup.board.fetch(id, false);
  await setup.until(() => setup.board.of(id)?.problem !== undefined);
  await setup.restart();
  setup.server.trouble = () => undefined;
  await setup.until(() => setup.store.find(hashOf(bytes)) !== undefined);
  expect(setup.server.asked.at(-1)).toMatch(/bytes=[1-9]\d{6}-$/);
});

test('a pause holds, also through a restart, until it is ended', async () => {
  const setup = await TransferSetup.create();
  setup.board.lineChanged(false);
  const id = await setup.addOwn(randomBytes(1_000));
  await setup.until(() => setup.state(id) === 'waiting');
  setup.board.pause(id);
  await setup.restart();
  await setup.until(() => setup.state(id) === 'paused');
  await setup.pass(60_000);
  expect(setup.server.asked.filter((ask) => ask.includes(id))).toEqual([]);
  setup.board.resume(id);
  await setup.until(() => setup.server.uploads.get(id)?.bytes.length === 1_000);
});

test('a fetch that is stopped leaves nothing behind', async () => {
  const setup = await TransferSetup.create();
  const bytes = randomBytes(300_000);
  const id = setup.addTheirs(bytes);
  let asks = 0;
  setup.server.trouble = (method, asked) =>
    method === 'GET' && asked === id && ++asks > 1 ? { cutAfter: 100_000 } : undefined;
  setup.board.fetch(id, false);
  await setup.until(() => setup.board.of(id)?.problem !== undefined);
  setup.board.stop(id);
  expect(setup.state(id)).toBe('none');
  await expect.poll(() => setup.folder.fetchedParts()).toEqual([]);
  await setup.restart();
  expect(setup.state(id)).toBe('none');
});

test('S23: a row that goes takes its transfer along, what had arrived with it', async () => {
  const setup = await TransferSetup.create();
  const bytes = randomBytes(300_000);
  const id = setup.addTheirs(bytes);
  setup.server.trouble = (method, asked) => (method === 'GET' && asked === id ? 'silence' : undefined);
  setup.board.fetch(id, false);
  await setup.until(() => setup.state(id) === 'receiving' && setup.server.atOnce === 1);
  setup.put(id, bytes, { storedAt: at, removedAt: at });
  await setup.until(() => setup.state(id) === 'none' && setup.server.atOnce === 0);
  await expect.poll(() => setup.folder.fetchedParts()).toEqual([]);
});

test('an own file that is taken away while it is sent is ended on the server too', async () => {
  const setup = await TransferSetup.create();
  setup.server.trouble = (method) => (method === 'PATCH' ? 'silence' : undefined);
  const id = await setup.addOwn(randomBytes(1_000));
  await setup.until(() => setup.server.asked.some((ask) => ask.startsWith('PATCH')));
  setup.memory.write('attachment.remove', { id });
  setup.board.rowsTouched();
  await setup.until(() => setup.server.asked.at(-1) === `DELETE ${id}`);
  expect(setup.state(id)).toBe('none');
});

test('a token that has run out is renewed, and nobody waits for it', async () => {
  const setup = await TransferSetup.create();
  setup.server.trouble = (_method, id) =>
    setup.expired.length === 0 && id.length > 20 ? { status: 401 } : undefined;
  const id = await setup.addOwn(randomBytes(1_000));
  await setup.until(() => setup.server.uploads.get(id)?.bytes.length === 1_000);
  expect(setup.expired).toEqual(['token 1']);
});

test('a server without room is left alone until it says, by all', async () => {
  const setup = await TransferSetup.create();
  const error = { code: 'SERVER_BUSY', message: 'No room.', reason: 'storage', retryAfterMs: 40_000 };
  setup.server.trouble = (method) => (method === 'POST' ? { status: 503, error } : undefined);
  const ids = [await setup.addOwn(randomBytes(1_000))];
  await setup.until(() => setup.board.of(ids[0] ?? '')?.problem?.reason === 'storage');
  const asked = setup.server.asked.length;
  ids.push(await setup.addOwn(randomBytes(1_000)));
  await setup.pass(30_000);
  expect(setup.server.asked).toHaveLength(asked);
  setup.server.trouble = () => undefined;
  await setup.until(() => ids.every((id) => setup.server.uploads.get(id)?.bytes.length === 1_000));
});

test('what the server refuses for good is said, and not tried again by itself', async () => {
  const setup = await TransferSetup.create();
  const error = { code: 'PAYLOAD_TOO_LARGE', message: 'Too large.', reason: 'too-large' };
  setup.server.trouble = (method) => (method === 'POST' ? { status: 413, error } : undefined);
  const id = await setup.addOwn(randomBytes(1_000));
  await setup.until(() => setup.state(id) === 'failed');
  expect(setup.board.of(id)?.problem).toEqual(error);
  const asked = setup.server.asked.length;
  await setup.pass(600_000);
  expect(setup.server.asked).toHaveLength(asked);
});

test('requests become smaller where something on the way does not take larger ones', async () => {
  const setup = await TransferSetup.create();
  setup.server.trouble = (method) =>
    method === 'PATCH' && Number(setup.server.asked.at(-1)?.split(' ')[2]) > 300_000
      ? { status: 413 }
      : undefined;
  const bytes = randomBytes(900_000);
  const id = await setup.addOwn(bytes);
  await setup.until(() => setup.server.uploads.get(id)?.bytes.equals(bytes) === true);
});

test('nothing travels without a line, and what nobody asked for not while the app rests', async () => {
  const setup = await TransferSetup.create();
  await setup.until(() => setup.server.asked.length === 1);
  const bytes = randomBytes(1_000);
  const id = setup.addTheirs(bytes);
  setup.board.setResting(true);
  setup.board.fetch(id, true);
  await setup.until(() => setup.state(id) === 'waiting');
  await setup.pass(60_000);
  setup.board.lineChanged(false);
  setup.board.setResting(false);
  await setup.pass(60_000);
  expect(setup.server.asked).toHaveLength(1);
  setup.board.lineChanged(true);
  await setup.until(() => setup.store.find(hashOf(bytes)) !== undefined);
});

test('a full disk is said, and tried again when the person says so', async () => {
  let isFull = true;
  const full = Object.assign(new Error('full'), { code: 'ENOSPC' });
  const open = async (...place: Parameters<typeof disk.open>) => {
    if (isFull && place[1] === 'a') throw full;
    return disk.open(...place);
  };
  const setup = await TransferSetup.create({ ...disk, open });
  const bytes = randomBytes(1_000);
  const id = setup.addTheirs(bytes);
  setup.board.fetch(id, false);
  await setup.until(() => setup.state(id) === 'failed');
  expect(setup.board.of(id)?.problem).toMatchObject({ reason: 'disk-full' });
  isFull = false;
  await setup.restart();
  expect(setup.state(id)).toBe('failed');
  setup.board.resume(id);
  await setup.until(() => setup.store.find(hashOf(bytes)) !== undefined);
});

test('a file that is not on this disk any more is not sent for ever', async () => {
  const setup = await TransferSetup.create();
  setup.board.lineChanged(false);
  const bytes = randomBytes(1_000);
  const id = await setup.addOwn(bytes);
  await disk.rm(setup.folder.pathOf(hashOf(bytes)));
  setup.board.lineChanged(true);
  await setup.until(() => setup.state(id) === 'none' && setup.store.find(hashOf(bytes)) === undefined);
});

test('the limits of the server are known without a network once it said them', async () => {
  const setup = await TransferSetup.create();
  const limits = { file: 100, person: 1_000, used: 5 };
  setup.server.limits = limits;
  await setup.restart();
  await setup.until(() => setup.board.limits() !== undefined);
  await setup.board.stopAll();
  expect(setup.board.limits()).toEqual(limits);
});

test('what becomes due while turns are given is waited for, and not forgotten', async () => {
  const setup = await TransferSetup.create();
  const { clock, board } = setup;
  const bytes = randomBytes(5_000);
  let wakeAt = 0;
  const after = clock.after.bind(clock);
  clock.after = (milliseconds, callback) => {
    if (milliseconds > 0) wakeAt = clock.now() + milliseconds;
    return after(milliseconds, callback);
  };
  setup.server.trouble = () => ({ cutAfter: 0 });
  const id = await setup.addOwn(bytes);
  await setup.until(() => setup.state(id) === 'waiting' && wakeAt > clock.now() + 300);
  setup.server.trouble = () => undefined;
  await clock.advance(wakeAt - 1 - clock.now());
  // Each look at the clock finds it a millisecond later, as a busy processor does.
  const now = clock.now.bind(clock);
  let ticks = 0;
  clock.now = () => now() + ticks++;
  board.setResting(false);
  clock.now = now;
  await setup.until(() => setup.server.uploads.get(id)?.bytes.equals(bytes) === true);
});
