// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { onEachStep } from './ticks.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: 100_400 });
});
afterEach(() => {
  vi.useRealTimers();
});

function setHidden(hidden: boolean): void {
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
  document.dispatchEvent(new Event('visibilitychange'));
}

test('all that follow one step turn over together, at whole steps, with one timer', () => {
  const told: string[] = [];
  const stops = ['a', 'b', 'c'].map((name) => onEachStep(1_000, () => told.push(name)));
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(599);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(told).toEqual(['a', 'b', 'c']);
  vi.advanceTimersByTime(1_000);
  expect(told).toHaveLength(6);
  for (const stop of stops) stop();
  expect(vi.getTimerCount()).toBe(0);
});

test('nothing runs while nobody can see it, and it is right as soon as somebody can', () => {
  let told = 0;
  const stop = onEachStep(1_000, () => {
    told += 1;
  });
  setHidden(true);
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(60_000);
  expect(told).toBe(0);
  setHidden(false);
  expect(told).toBe(1);
  vi.advanceTimersByTime(1_000);
  expect(told).toBe(2);
  stop();
});
