import { expect, test } from 'vitest';
import type { ConnectionState, SessionState } from '../../engine/api/state.ts';
import { firstSyncProgress } from './first-sync.ts';

const session: SessionState = {
  state: 'signed-in',
  server: 'https://desk.example.org',
  userId: 'u',
  name: 'Ada',
  signInAgain: false,
  firstSync: true,
  disabled: false,
};

const connection: ConnectionState = {
  state: 'live',
  since: 0,
  nextTryAt: undefined,
  problem: undefined,
  roundTripMs: undefined,
  lastSyncAt: undefined,
  waiting: 0,
  refused: 0,
  received: 12_400,
  expected: 31_000,
  stuck: undefined,
};

test('S16: the first sync tells how far it is, and that it was interrupted', () => {
  expect(firstSyncProgress(session, connection)).toEqual({
    received: 12_400,
    expected: 31_000,
    share: 0.4,
    isInterrupted: false,
  });
  expect(firstSyncProgress(session, { ...connection, state: 'offline' })?.isInterrupted).toBe(true);
  const running = { ...connection, state: 'connecting' } as const;
  expect(firstSyncProgress(session, running)?.isInterrupted).toBe(false);
  expect(firstSyncProgress(session, { ...running, nextTryAt: 1 })?.isInterrupted).toBe(true);
});

test('S16: a share is never told above the whole, nor before the whole is known', () => {
  expect(firstSyncProgress(session, { ...connection, expected: 12_000 })?.share).toBe(1);
  expect(firstSyncProgress(session, { ...connection, expected: undefined })?.share).toBeUndefined();
  expect(firstSyncProgress(session, { ...connection, received: 0, expected: 0 })?.share).toBeUndefined();
});

test('S16: it is over once everything has arrived', () => {
  expect(firstSyncProgress({ ...session, firstSync: false }, connection)).toBeUndefined();
});
