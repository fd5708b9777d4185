import { expect, test, vi } from 'vitest';
import { realOutside } from '../sync/outside.ts';
import { Sampler } from './sampler.ts';
import { Tally } from './tally.ts';

test('a sample each ten seconds says what happened in them, and an hour of them is kept', () => {
  vi.useFakeTimers();
  const tally = new Tally();
  const sampler = new Sampler({
    outside: realOutside(),
    sums: () => tally.sums,
    connections: () => 3,
  });
  for (let count = 0; count < 20; count += 1) tally.answered('ping', 5, count < 5 ? 'NOT_FOUND' : undefined);
  tally.decided('ticket.create', 'accepted');
  vi.advanceTimersByTime(10_000);
  expect(sampler.history).toMatchObject([
    { connections: 3, messagesPerSecond: 2, mutationsPerSecond: 0.1, meanLatencyMs: 5, errorRate: 0.25 },
  ]);
  vi.advanceTimersByTime(10_000);
  expect(sampler.history.at(-1)).toMatchObject({ messagesPerSecond: 0, meanLatencyMs: 0, errorRate: 0 });
  vi.advanceTimersByTime(2 * 3_600_000);
  expect(sampler.history).toHaveLength(360);
  const [first, second] = sampler.history;
  expect(Date.parse(second?.at ?? '') - Date.parse(first?.at ?? '')).toBe(10_000);
  sampler.stop();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});
