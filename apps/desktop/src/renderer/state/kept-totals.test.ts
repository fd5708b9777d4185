import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TotalsPatch, TotalsQuery } from '../../engine/api/totals.ts';
import { KeptTotals } from './kept-totals.ts';

const query: TotalsQuery = { table: 'assignment', by: [{ column: 'userId' }], sum: 'hours' };

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** Answers as a test says, and counts what is watched. */
function setUp() {
  const watches = new Set<(patch: TotalsPatch) => void>();
  const totals = new KeptTotals((_, listener) => {
    watches.add(listener);
    return () => watches.delete(listener);
  });
  const tell = (patch: TotalsPatch) => {
    for (const listener of watches) listener(patch);
  };
  return { totals, watches, tell };
}

const ann = (sum: number, count = 1) => ({ key: ['ann'], count, sum });
const ben = (sum: number, count = 1) => ({ key: ['ben'], count, sum });

test('who comes back in a moment is told at once what is known, without a question', () => {
  const { totals, watches, tell } = setUp();
  const stop = totals.follow(query, () => {});
  tell({ whole: true, changed: [ann(8), ben(4)] });
  tell({ changed: [ann(12), ben(0, 0)] });
  stop();
  vi.advanceTimersByTime(1_000);
  const heard: TotalsPatch[] = [];
  totals.follow(query, (patch) => heard.push(patch));
  expect(heard).toEqual([{ whole: true, changed: [ann(12)] }]);
  vi.advanceTimersByTime(60_000);
  expect(watches.size).toBe(1);
  tell({ changed: [ann(16)] });
  expect(heard.at(-1)).toEqual({ changed: [ann(16)] });
});

test('many changes come to the same as the last of them', () => {
  const { totals, tell } = setUp();
  totals.follow(query, () => {});
  tell({ whole: true, changed: [ann(0), ben(4)] });
  for (let hours = 1; hours <= 1_000; hours += 1) tell({ changed: [ann(hours)] });
  const heard: TotalsPatch[] = [];
  totals.follow(query, (patch) => heard.push(patch));
  expect(heard).toEqual([{ whole: true, changed: [ann(1_000), ben(4)] }]);
});

test('what nobody comes back to is let go', () => {
  const { totals, watches, tell } = setUp();
  const stop = totals.follow(query, () => {});
  tell({ whole: true, changed: [ann(8)] });
  stop();
  vi.advanceTimersByTime(60_000);
  expect(watches.size).toBe(0);
  const heard: TotalsPatch[] = [];
  totals.follow(query, (patch) => heard.push(patch));
  expect(heard).toEqual([]);
});

test('the next person is told nothing that the last one saw', () => {
  const { totals, watches, tell } = setUp();
  totals.follow(query, () => {})();
  tell({ whole: true, changed: [ann(8)] });
  totals.clear();
  expect(watches.size).toBe(0);
  const heard: TotalsPatch[] = [];
  totals.follow(query, (patch) => heard.push(patch));
  expect(heard).toEqual([]);
});

test('who goes takes nothing from who stays', () => {
  const { totals, watches, tell } = setUp();
  const heard: TotalsPatch[] = [];
  totals.follow(query, (patch) => heard.push(patch));
  totals.follow(query, () => {})();
  vi.advanceTimersByTime(60_000);
  expect(watches.size).toBe(1);
  tell({ whole: true, changed: [ann(8)] });
  expect(heard).toEqual([{ whole: true, changed: [ann(8)] }]);
});
