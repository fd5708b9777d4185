// @vitest-environment happy-dom

import { act, cleanup, renderHook } from '@testing-library/react';
import i18next from 'i18next';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { countingBridge } from '../../hooks/test-support/counting-bridge.ts';
import { serverWords } from './server-words.ts';
import { texts } from './texts.ts';
import { type ServerCheck, useServerCheck } from './use-server-check.ts';

beforeEach(() => {
  vi.useFakeTimers();
  countingBridge.calls.length = 0;
  i18next.init({
    lng: 'en',
    resources: { en: { 'sign-in': texts } },
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
  });
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test('nobody is asked while one types, and then once, with the address as it is completed', async () => {
  const { rerender } = renderHook(({ typed }) => useServerCheck(typed), { initialProps: { typed: '' } });
  for (const typed of ['d', 'desk.exam', 'desk.example.org']) {
    rerender({ typed });
    await act(() => vi.advanceTimersByTimeAsync(300));
  }
  expect(countingBridge.calls).toEqual([]);
  await act(() => vi.advanceTimersByTimeAsync(300));
  const asked = { name: 'checkServer', params: { server: 'https://desk.example.org' } };
  expect(countingBridge.calls).toEqual([asked]);
});

test('what is no address is not asked for', async () => {
  renderHook(() => useServerCheck('ftp://files'));
  await act(() => vi.advanceTimersByTimeAsync(2_000));
  expect(countingBridge.calls).toEqual([]);
});

test.each<[ServerCheck, string]>([
  [undefined, 'Ask whoever runs Holdfast for you.'],
  ['checking', 'Looking what is there…'],
  [{ ok: true, version: '1.2.3' }, 'Holdfast 1.2.3 answers here.'],
  [{ ok: false, problem: 'unreachable' }, 'Nobody answers there.'],
  [{ ok: false, problem: 'not-holdfast' }, 'no Holdfast server'],
  [
    { ok: false, problem: 'too-old', detail: '0.9' },
    'The server there (Holdfast 0.9) is older than this app',
  ],
  [{ ok: false, problem: 'too-new', detail: '9.0' }, 'this app has to be updated'],
  [{ ok: false, problem: 'certificate', detail: 'has expired' }, 'Its certificate has expired. Ask'],
  [
    { ok: false, problem: 'certificate', detail: 'The address of x begins with http://.' },
    'begins with http://.',
  ],
])('%j is said as: %s', (check, words) => {
  expect(serverWords(check, i18next.getFixedT('en', 'sign-in'))).toContain(words);
});
