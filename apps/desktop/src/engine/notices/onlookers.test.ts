import { expect, test } from 'vitest';
import type { Notice, ToastState } from '../api/notices.ts';
import { ManualClock } from '../test-support/manual-clock.ts';
import { plainNotice } from './notice-presenter.ts';
import { Onlookers } from './onlookers.ts';
import { TOAST_MS } from './toast-line.ts';

function toast(key: string, title = key): Notice {
  return plainNotice(key, title, '');
}

/** What a window was told, by the titles; nothing where a toast was taken away. */
function titlesOf(states: readonly ToastState[]): (string | undefined)[] {
  return states.map(({ notice }) => notice?.title);
}

test('toasts come one after the other, an update at once in its place, and what is seen to not at all', async () => {
  const clock = new ManualClock();
  const windows = new Onlookers(clock, () => {});
  const states: ToastState[] = [];
  windows.open().watchToasts((state) => states.push(state));
  for (const notice of [toast('a'), toast('b'), toast('c'), toast('a', 'a again'), toast('c', 'c again')])
    windows.show(notice);
  expect(titlesOf(states)).toEqual([undefined, 'a', 'a again']);
  windows.withdraw(new Set(['b']));
  await clock.advance(TOAST_MS);
  expect(titlesOf(states)).toEqual([undefined, 'a', 'a again', 'c again']);
  windows.withdraw(new Set(['c']));
  windows.show(toast('d'));
  expect(titlesOf(states).slice(4)).toEqual([undefined, 'd']);
});

test('a toast shows in the window that has the focus or had it last, and one that has closed looks at nothing', () => {
  const windows = new Onlookers(new ManualClock(), () => {});
  const [first, second] = [windows.open(), windows.open()];
  const told: string[] = [];
  for (const [name, window] of Object.entries({ first, second }))
    window.watchToasts(({ notice }) => notice !== null && told.push(`${name} ${notice.title}`));
  const targets = [{ table: 'ticket', id: 't' }];
  windows.look(first, { focused: true, targets });
  windows.show(toast('a'));
  windows.look(first, { focused: false, targets });
  windows.show(toast('a', 'a again'));
  windows.look(second, { focused: true, targets: [] });
  windows.show(toast('b'));
  expect([told, windows.isFocused]).toEqual([['first a', 'first a again', 'second b'], true]);
  windows.look(first, { focused: true, targets });
  expect([...windows.inFront()]).toEqual(['t']);
  windows.close(first);
  windows.look(first, { focused: true, targets });
  expect([...windows.inFront()]).toEqual([]);
  windows.close(second);
  expect([windows.hasAny, windows.isFocused]).toEqual([false, false]);
});
