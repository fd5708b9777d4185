// @vitest-environment happy-dom
import './test-support/counting-bridge.ts';

import { ticketModel } from '@holdfast/shared/model/ticket.ts';
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { emptyRoom, type RoomState } from '../../engine/api/presence.ts';
import type { ConnectionState } from '../../engine/api/state.ts';
import { followEngine } from '../state/engine-states.ts';
import { countingBridge as bridge } from './test-support/counting-bridge.ts';
import { useConnection } from './use-connection.ts';
import { useEditing, useEditors } from './use-editing.ts';
import { useLiveQuery } from './use-live-query.ts';
import { useMutation } from './use-mutation.ts';
import { usePeoplePresence, usePersonPresence } from './use-people-presence.ts';
import { usePresence } from './use-presence.ts';
import { useTypingIndicator } from './use-typing-indicator.ts';
import { useUnread, useUnreadOf, useUnreadTotal } from './use-unread.ts';

const ROOM = 'ticket:1';
const busy: RoomState = {
  known: true,
  viewers: 2,
  viewing: ['ben', 'cleo'],
  editing: [{ userId: 'ben', field: 'description' }],
  typing: [{ userId: 'cleo' }, { userId: 'ben', field: 'description' }],
};
const ofThePage = ['session', 'connection', 'history', 'presence', 'unread', 'inbox'];
const query = { where: { status: 'open' }, offset: 0, limit: 10 };

followEngine();

function look(state: DocumentVisibilityState): void {
  Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
  act(() => void document.dispatchEvent(new Event('visibilitychange')));
}

afterEach(() => {
  cleanup();
  look('visible');
  bridge.calls.length = 0;
  bridge.outcome = undefined;
});

test('the connection is what the engine said last', () => {
  const { result } = renderHook(() => useConnection());
  expect(result.current).toBeUndefined();
  const connection = { state: 'live' } as ConnectionState;
  act(() => bridge.tell('connection', connection));
  expect(result.current).toBe(connection);
});

test('a query gives its rows, and new ones when they change', () => {
  const { result } = renderHook(() => useLiveQuery(ticketModel, query));
  expect(result.current).toBeUndefined();
  act(() => bridge.tell('rows', { total: 1, ids: ['1'], changed: [{ row: { id: '1' }, waiting: true }] }));
  expect(result.current).toEqual({ total: 1, rows: [{ row: { id: '1' }, waiting: true }] });
});

test('a change says whether it was taken, and why not', async () => {
  const { result } = renderHook(() => useMutation());
  const rename = () => result.current.mutate('division.create', { id: '1', name: 'North' });
  expect(await act(rename)).toBe(true);
  expect(bridge.calls).toEqual([
    { name: 'mutate', params: { name: 'division.create', args: { id: '1', name: 'North' } } },
  ]);
  bridge.outcome = { ok: false, error: { code: 'CONFLICT', message: 'There is one of that name.' } };
  expect(await act(rename)).toBe(false);
  expect(result.current.problem).toBe('There is one of that name.');
});

test('any number of components follow a room once, and it is left with the last of them', () => {
  const first = renderHook(() => usePresence(ROOM));
  const second = renderHook(() => usePresence(ROOM));
  expect(bridge.followed('room')).toEqual([{ room: ROOM, viewing: true }]);
  act(() => bridge.tell('room', busy));
  expect([first.result.current, second.result.current]).toEqual([busy, busy]);
  first.unmount();
  expect(bridge.followed('room')).toHaveLength(1);
  second.unmount();
  expect(bridge.followed('room')).toEqual([]);
});

test('what was known of a room is gone when one comes back to it, and another room is another one', () => {
  const { result, rerender } = renderHook(({ room }) => usePresence(room), { initialProps: { room: ROOM } });
  act(() => bridge.tell('room', busy));
  rerender({ room: 'ticket:2' });
  expect(result.current).toEqual(emptyRoom);
  expect(bridge.followed('room')).toEqual([{ room: 'ticket:2', viewing: true }]);
  rerender({ room: ROOM });
  expect(result.current).toEqual(emptyRoom);
});

test('one looks at a room only while the window can be seen, and goes on to see who else does', () => {
  const { result } = renderHook(() => usePresence(ROOM));
  act(() => bridge.tell('room', busy));
  look('hidden');
  expect(bridge.followed('room')).toEqual([{ room: ROOM, viewing: false }]);
  expect(result.current).toEqual(busy);
  look('visible');
  expect(bridge.followed('room')).toEqual([{ room: ROOM, viewing: true }]);
});

test('others are told of a field while one edits it in a window that can be seen', () => {
  const { rerender } = renderHook(({ isEditing }) => useEditing(ROOM, 'description', isEditing), {
    initialProps: { isEditing: false },
  });
  expect(bridge.followed('editing')).toEqual([]);
  rerender({ isEditing: true });
  expect(bridge.followed('editing')).toEqual([{ room: ROOM, field: 'description' }]);
  look('hidden');
  expect(bridge.followed('editing')).toEqual([]);
  look('visible');
  rerender({ isEditing: false });
  expect(bridge.followed('editing')).toEqual([]);
});

test('those who edit a field are told from those who edit another one', () => {
  const { result } = renderHook(() => [useEditors(ROOM, 'description'), useEditors(ROOM, 'title')]);
  act(() => bridge.tell('room', busy));
  expect(result.current).toEqual([['ben'], []]);
});

test('typing is told at each key, and its end when it was sent or one leaves', () => {
  const { result, rerender, unmount } = renderHook(({ room }) => useTypingIndicator(room), {
    initialProps: { room: ROOM },
  });
  act(() => bridge.tell('room', busy));
  expect(result.current.writers).toEqual(['cleo']);
  result.current.stopped();
  expect(bridge.calls).toEqual([]);
  result.current.typed();
  result.current.stopped();
  result.current.typed();
  rerender({ room: 'ticket:2' });
  result.current.typed();
  unmount();
  expect(bridge.namesOfCalls()).toEqual([
    'typing',
    'typingStopped',
    'typing',
    'typingStopped',
    'typing',
    'typingStopped',
  ]);
  expect(bridge.calls.at(-1)?.params).toEqual({ room: 'ticket:2' });
});

test('unread messages are counted in all and by thread', () => {
  const { result } = renderHook(() => [useUnread(), useUnreadTotal(), useUnreadOf('a'), useUnreadOf('b')]);
  const unread = { total: 3, threads: { a: 3 } };
  act(() => bridge.tell('unread', unread));
  expect(result.current).toEqual([unread, 3, 3, 0]);
});

test('without a line nobody is said to be offline: it is not known', () => {
  const { result } = renderHook(() => [
    usePeoplePresence().known,
    usePersonPresence('ben'),
    usePersonPresence('dan'),
  ]);
  expect(result.current).toEqual([false, undefined, undefined]);
  act(() => bridge.tell('presence', { known: true, people: { ben: { status: 'idle', since: 1 } } }));
  expect(result.current).toEqual([true, { status: 'idle', since: 1 }, { status: 'offline' }]);
  act(() => bridge.tell('presence', { known: false, people: {} }));
  expect(result.current).toEqual([false, undefined, undefined]);
});

test('who shows one person is drawn anew only when that person is another way', () => {
  let drawn = 0;
  renderHook(() => {
    drawn += 1;
    return usePersonPresence('ben');
  });
  const tell = (ben: number, eva: number) =>
    act(() =>
      bridge.tell('presence', {
        known: true,
        people: { ben: { status: 'idle', since: ben }, eva: { status: 'idle', since: eva } },
      }),
    );
  tell(1, 1);
  const before = drawn;
  tell(1, 2);
  expect(drawn).toBe(before);
  tell(2, 2);
  expect(drawn).toBeGreaterThan(before);
});

test('mounted and unmounted 1,000 times, the hooks leave no watch, room or listener behind', () => {
  vi.useFakeTimers();
  const listeners = countListeners();
  for (let time = 0; time < 1_000; time += 1) {
    const { unmount } = renderHook(() => {
      useConnection();
      useLiveQuery(ticketModel, query);
      useMutation();
      usePresence(ROOM);
      useEditing(ROOM, 'title', true);
      useEditors(ROOM, 'title');
      useTypingIndicator(ROOM).typed();
      useUnread();
      usePeoplePresence();
    });
    unmount();
  }
  // Rows linger for a moment, so that going back shows them at once.
  vi.runAllTimers();
  vi.useRealTimers();
  // What the page follows as long as it lives, whoever looks.
  expect([...bridge.watches].map(({ topic }) => topic)).toEqual(ofThePage);
  expect(listeners()).toBe(0);
  expect(bridge.namesOfCalls().filter((name) => name === 'typingStopped')).toHaveLength(1_000);
});

/** How many listeners the page got and did not lose since. */
function countListeners(): () => number {
  const targets = [document, window];
  const added = targets.map((target) => vi.spyOn(target, 'addEventListener'));
  const removed = targets.map((target) => vi.spyOn(target, 'removeEventListener'));
  const sum = (spies: typeof added | typeof removed) =>
    spies.reduce((total, spy) => total + spy.mock.calls.length, 0);
  return () => sum(added) - sum(removed);
}
