import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { MOST_TRANSFERS } from '@holdfast/shared/protocol/files.ts';
import { pino } from 'pino';
import { expect, test, vi } from 'vitest';
import { StorageFailure } from '../../store/store.ts';
import { realOutside } from '../../sync/outside.ts';
import { openedStore } from '../../test-support/opened-store.ts';
import { type NewTransfer, Transfers } from './transfers.ts';

function* mayRead() {}

/** Transfers by a clock that stands, which look when they are told to. */
function heldTransfers() {
  const { store } = openedStore();
  const held = { now: 0, look: () => {} };
  const outside = {
    ...realOutside(() => held.now),
    every: (_: number, run: () => void) => {
      held.look = run;
      return () => {};
    },
  };
  const transfers = new Transfers({ store, outside, log: pino({ level: 'silent' }) });
  const begin = (what: string, more: Partial<NewTransfer> = {}) =>
    transfers.begin({
      reader: { userId: 'ada', sessionId: 'laptop' },
      what,
      check: mayRead,
      moved: () => 0,
      ...more,
    });
  return { transfers, begin, held };
}

const reasonOf = ({ reason }: AbortSignal) => (reason instanceof HoldfastError ? reason.code : reason);

test('somebody has so many transfers at a time and no more; others have theirs, and what is over makes place', () => {
  const { begin } = heldTransfers();
  const all = Array.from({ length: MOST_TRANSFERS }, (_, index) => begin(`file ${index}`));
  expect(() => begin('one more')).toThrow(
    expect.objectContaining({
      code: 'RATE_LIMIT_EXCEEDED',
      details: { reason: 'transfers', retryAfterMs: 1_000 },
    }),
  );
  begin('one more', { reader: { userId: 'ben', sessionId: 'desktop' } });
  begin('one more', { reader: { tokenId: 'board' } });
  all[0]?.done();
  expect(begin('one more').signal.aborted).toBe(false);
  expect(all.some(({ signal }) => signal.aborted)).toBe(false);
});

test('a device that asks for the same again has lost its line: the one before ends', () => {
  const { begin, transfers } = heldTransfers();
  const [first, other] = [
    begin('a file'),
    begin('a file', { reader: { userId: 'ada', sessionId: 'phone' } }),
  ];
  const again = begin('a file');
  expect([first, other, again].map(({ signal }) => signal.aborted)).toEqual([true, false, false]);
  first.done();
  expect(transfers.size).toBe(2);
});

test('a transfer that holds still makes place for another one', () => {
  const { begin, held } = heldTransfers();
  const bytes = { moved: 0 };
  const living = Array.from({ length: MOST_TRANSFERS - 1 }, (_, index) =>
    begin(`file ${index}`, { moved: () => bytes.moved }),
  );
  const still = begin('a dead line');
  held.now = 11_000;
  bytes.moved = 5;
  begin('one more');
  expect(reasonOf(still.signal)).toBe('CONFLICT');
  expect(living.some(({ signal }) => signal.aborted)).toBe(false);
});

test('a transfer of which nothing moves for two minutes ends', async () => {
  const { begin, held } = heldTransfers();
  const bytes = { moved: 0 };
  const [still, living] = [begin('a dead line'), begin('a slow line', { moved: () => bytes.moved })];
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
  const one = begin('a file', { check });
  held.look();
  failure = new HoldfastError('NOT_FOUND', 'This file is not there, or you may not see it.');
  held.look();
  await vi.waitUntil(() => one.signal.aborted);
  expect(reasonOf(one.signal)).toBe('NOT_FOUND');
  const other = begin('a file', { check });
  failure = new StorageFailure('SQLITE_IOERR', undefined);
  held.look();
  await vi.waitUntil(() => other.signal.aborted);
});

test('all end when the server stops, and none begins', async () => {
  const { begin, transfers } = heldTransfers();
  const one = begin('a file');
  await transfers.stop();
  expect([reasonOf(one.signal), transfers.size]).toEqual(['SERVER_BUSY', 0]);
  expect(() => begin('one more')).toThrow(expect.objectContaining({ code: 'SERVER_BUSY' }));
});
