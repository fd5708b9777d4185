import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { MOST_TRANSFERS } from '@holdfast/shared/protocol/files.ts';
import { pino } from 'pino';
import { expect, test, vi } from 'vitest';
import { StorageFailure } from '../../store/store.ts';
import { realOutside } from '../../sync/outside.ts';
import { joinedClusters } from '../../test-support/joined-clusters.ts';
import { openedStore } from '../../test-support/opened-store.ts';
import { type NewTransfer, Transfers } from './transfers.ts';

function* mayRead() {}

/** Transfers by a clock that stands, which look when they are told to, in two processes. */
function heldTransfers() {
  const { store } = openedStore();
  const timers = new Set<() => void>();
  const held = { now: 0, look: () => timers.forEach((run) => void run()) };
  const outside = {
    ...realOutside(() => held.now),
    every: (_: number, run: () => void) => {
      timers.add(run);
      return () => timers.delete(run);
    },
  };
  const beginning =
    (transfers: Transfers) =>
    (what: string, more: Partial<NewTransfer> = {}) =>
      transfers.begin({
        reader: { userId: 'ada', sessionId: 'laptop' },
        what,
        check: mayRead,
        moved: () => 0,
        ...more,
      });
  const log = pino({ level: 'silent' });
  const [transfers, elsewhere] = joinedClusters(2, outside.now).clusters.map(
    (cluster) => new Transfers({ store, outside, log, cluster }),
  );
  if (transfers === undefined || elsewhere === undefined) throw new Error('There are two processes.');
  return { transfers, begin: beginning(transfers), beginElsewhere: beginning(elsewhere), held };
}

const reasonOf = ({ reason }: AbortSignal) => (reason instanceof HoldfastError ? reason.code : reason);

test('somebody has so many transfers at a time; one more waits a moment for a place, and others have theirs', async () => {
  const { begin, held } = heldTransfers();
  const numbers = Array.from({ length: MOST_TRANSFERS }, (_, index) => index);
  const all = await Promise.all(numbers.map((index) => begin(`file ${index}`)));
  const [next, tooMany] = [begin('the next'), begin('one more')];
  await begin('one more', { reader: { userId: 'ben', sessionId: 'desktop' } });
  await begin('one more', { reader: { tokenId: 'board' } });
  all[0]?.done();
  expect((await next).signal.aborted).toBe(false);
  held.now = 1_000;
  held.look();
  await expect(tooMany).rejects.toMatchObject({
    code: 'RATE_LIMIT_EXCEEDED',
    details: { reason: 'transfers', retryAfterMs: 1_000 },
  });
  expect(all.some(({ signal }) => signal.aborted)).toBe(false);
});

test('a device that asks for the same again has lost its line: the one before ends', async () => {
  const { begin, transfers } = heldTransfers();
  const first = await begin('a file');
  const other = await begin('a file', { reader: { userId: 'ada', sessionId: 'phone' } });
  const again = await begin('a file');
  expect([first, other, again].map(({ signal }) => signal.aborted)).toEqual([true, false, false]);
  first.done();
  expect(transfers.size).toBe(2);
});

test('a transfer that holds still makes place for another one', async () => {
  const { begin, held } = heldTransfers();
  const bytes = { moved: 0 };
  const numbers = Array.from({ length: MOST_TRANSFERS - 1 }, (_, index) => index);
  const moved = () => bytes.moved;
  const living = await Promise.all(numbers.map((index) => begin(`file ${index}`, { moved })));
  const still = await begin('a dead line');
  held.now = 11_000;
  bytes.moved = 5;
  await begin('one more');
  expect(reasonOf(still.signal)).toBe('CONFLICT');
  expect(living.some(({ signal }) => signal.aborted)).toBe(false);
});

test('a transfer of which nothing moves for two minutes ends', async () => {
  const { begin, held } = heldTransfers();
  const bytes = { moved: 0 };
  const still = await begin('a dead line');
  const living = await begin('a slow line', { moved: () => bytes.moved });
  held.now = 119_000;
  bytes.moved = 1;
  held.look();
  held.now = 121_000;
  held.look();
  await vi.waitUntil(() => still.signal.aborted);
  expect(reasonOf(still.signal)).toBe('CONNECTION_ERROR');
  expect(living.signal.aborted).toBe(false);
});

test('security item 39: a transfer ends when its person may no longer read, and where nobody can say', async () => {
  const { begin, held } = heldTransfers();
  let failure: Error | undefined;
  const check = () => {
    if (failure !== undefined) throw failure;
    return mayRead();
  };
  const one = await begin('a file', { check });
  held.look();
  failure = new HoldfastError('NOT_FOUND', 'This file is not there, or you may not see it.');
  held.look();
  await vi.waitUntil(() => one.signal.aborted);
  expect(reasonOf(one.signal)).toBe('NOT_FOUND');
  const other = await begin('a file', { check });
  failure = new StorageFailure('SQLITE_IOERR', undefined);
  held.look();
  await vi.waitUntil(() => other.signal.aborted);
});

test('all end when the server stops, and none begins', async () => {
  const { begin, transfers } = heldTransfers();
  const one = await begin('a file');
  await transfers.stop();
  expect([reasonOf(one.signal), transfers.size]).toEqual(['SERVER_BUSY', 0]);
  await expect(begin('one more')).rejects.toMatchObject({ code: 'SERVER_BUSY' });
});

test('somebody has as many places in all processes together, and waits for one that another process frees', async () => {
  const { begin, beginElsewhere, held } = heldTransfers();
  const first = await begin('first');
  for (let index = 1; index < MOST_TRANSFERS; index += 1) await beginElsewhere(`file ${index}`);
  const others = { userId: 'ben', sessionId: 'other' };
  await beginElsewhere('another one’s', { reader: others });
  held.look();
  const waiting = beginElsewhere('one more');
  first.done();
  held.look();
  const seventh = await waiting;
  held.look();
  expect(seventh.signal.aborted).toBe(false);
  const refused = begin('too many');
  held.now = 1_000;
  held.look();
  await expect(refused).rejects.toMatchObject({ code: 'RATE_LIMIT_EXCEEDED' });
});

test('a device that asks another process for the same again has lost its line; what is told late ends nothing newer', async () => {
  const { begin, beginElsewhere, held } = heldTransfers();
  const first = await begin('a file');
  held.look();
  held.now = 5;
  const again = await beginElsewhere('a file');
  expect([first, again].map(({ signal }) => signal.aborted)).toEqual([true, false]);
  await begin('a file', { reader: { userId: 'ada', sessionId: 'phone' } });
  held.now = 4;
  await begin('a file');
  expect(again.signal.aborted).toBe(false);
});

test('a transfer that holds still makes place for another one in another process', async () => {
  const { begin, beginElsewhere, held } = heldTransfers();
  const all = [];
  for (let index = 0; index < MOST_TRANSFERS; index += 1) all.push(await begin(`file ${index}`));
  for (; held.now < 12_000; held.now += 2_000) held.look();
  const beginning = beginElsewhere('one more');
  held.look();
  const one = await beginning;
  expect(all.filter(({ signal }) => signal.aborted)).toHaveLength(1);
  expect(one.signal.aborted).toBe(false);
});
