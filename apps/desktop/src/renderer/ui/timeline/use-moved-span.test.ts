// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { createElement } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DaySpan } from './span.ts';
import { useMovedSpan } from './use-moved-span.ts';

const span = { from: '2026-03-02', to: '2026-03-06' };
const moves: DaySpan[] = [];
let isTaken = true;

function Bar({ at }: { readonly at: DaySpan }) {
  const { shown, handlers } = useMovedSpan({
    span: at,
    refusal: undefined,
    daysOf: (pixels) => Math.round(pixels / 10),
    onMove: async (to) => {
      moves.push(to);
      return isTaken;
    },
    onOpen: () => {},
  });
  return createElement('button', { type: 'button', ...handlers }, `${shown.from} ${shown.to}`);
}

beforeEach(() => {
  vi.useFakeTimers();
  moves.length = 0;
  isTaken = true;
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const press = (key: string, more = {}) => fireEvent.keyDown(screen.getByRole('button'), { key, ...more });
const shown = () => screen.getByRole('button').textContent;
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

test('keys that follow each other are one move, saved once they rest', async () => {
  render(createElement(Bar, { at: span }));
  press('ArrowRight');
  await pass(300);
  press('ArrowRight');
  press('PageDown', { shiftKey: true });
  expect([shown(), moves]).toEqual(['2026-03-04 2026-03-15', []]);
  await pass(1_000);
  expect(moves).toEqual([{ from: '2026-03-04', to: '2026-03-15' }]);
});

test('what was moved stays where it is until its row says so, and then follows the row', async () => {
  const { rerender } = render(createElement(Bar, { at: span }));
  press('ArrowRight');
  await pass(1_000);
  expect(shown()).toBe('2026-03-03 2026-03-07');
  rerender(createElement(Bar, { at: { from: '2026-03-03', to: '2026-03-07' } }));
  rerender(createElement(Bar, { at: span }));
  expect(shown()).toBe('2026-03-02 2026-03-06');
});

test('what was not taken is put back, and so is what Escape ends', async () => {
  render(createElement(Bar, { at: span }));
  isTaken = false;
  press('ArrowRight');
  await pass(1_000);
  expect([shown(), moves.length]).toEqual(['2026-03-02 2026-03-06', 1]);
  press('ArrowLeft');
  press('Escape');
  await pass(1_000);
  expect([shown(), moves.length]).toEqual(['2026-03-02 2026-03-06', 1]);
});

test('what was moved by keys is saved when its bar leaves the page', async () => {
  const { unmount } = render(createElement(Bar, { at: span }));
  press('ArrowRight');
  unmount();
  expect(moves).toEqual([{ from: '2026-03-03', to: '2026-03-07' }]);
});
