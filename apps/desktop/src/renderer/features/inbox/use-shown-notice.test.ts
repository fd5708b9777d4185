// @vitest-environment happy-dom
import '../../hooks/test-support/counting-bridge.ts';

import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Notice } from '../../../engine/api/notices.ts';
import { countingBridge } from '../../hooks/test-support/counting-bridge.ts';
import { useShownNotice } from './use-shown-notice.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function notice(body: string, fields: Partial<Notice> = {}): Notice {
  return {
    key: 'ticket:1',
    title: 'Lamp',
    body,
    target: null,
    actions: [],
    urgent: false,
    sound: false,
    ...fields,
  };
}

function showing() {
  const { result } = renderHook(useShownNotice);
  return {
    body: () => result.current.notice?.body,
    arrives: (next: Notice | null) => act(() => countingBridge.tell('toast', { notice: next })),
    hold: (by: 'pointer' | 'keys', isHeld: boolean) => act(() => result.current.hold(by, isHeld)),
    close: () => act(() => result.current.close()),
    wait: () => act(() => vi.advanceTimersByTime(11_000)),
  };
}

test('a notice goes by itself, an urgent one stays until it is seen to', () => {
  const shown = showing();
  shown.arrives(notice('one'));
  expect(shown.body()).toBe('one');
  shown.wait();
  expect(shown.body()).toBeUndefined();
  shown.arrives(notice('two', { urgent: true }));
  shown.wait();
  expect(shown.body()).toBe('two');
  shown.arrives(null);
  expect(shown.body()).toBeUndefined();
});

test('one that was closed stays closed, until it says something else', () => {
  const shown = showing();
  shown.arrives(notice('one'));
  shown.close();
  shown.arrives(notice('one'));
  expect(shown.body()).toBeUndefined();
  shown.arrives(notice('two'));
  expect(shown.body()).toBe('two');
});

test('while somebody is at it, it stays and nothing takes its place', () => {
  const shown = showing();
  shown.arrives(notice('one'));
  shown.hold('keys', true);
  shown.wait();
  shown.arrives(notice('two', { key: 'ticket:2' }));
  expect(shown.body()).toBe('one');
  shown.arrives(null);
  expect(shown.body()).toBe('one');
  shown.hold('keys', false);
  expect(shown.body()).toBeUndefined();
});

test('one that is closed with its button, which never says that the focus left it, holds nothing after it', () => {
  const shown = showing();
  shown.arrives(notice('one'));
  shown.hold('pointer', true);
  shown.hold('keys', true);
  shown.close();
  shown.arrives(notice('two'));
  expect(shown.body()).toBe('two');
  shown.arrives(null);
  expect(shown.body()).toBeUndefined();
});
