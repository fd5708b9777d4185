import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { scheduleUpdates } from './update-schedule.ts';

const HOUR_MS = 60 * 60_000;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('updates are looked for soon after the start and every six hours, while that is left to the app', async () => {
  const looks: number[] = [];
  let updateByItself = true;
  const start = Date.now();
  scheduleUpdates({
    settings: () => ({ updateByItself }),
    check: async () => {
      looks.push((Date.now() - start) / HOUR_MS);
    },
    random: () => 0.5,
  });
  await vi.advanceTimersByTimeAsync(HOUR_MS);
  expect(looks).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(24 * HOUR_MS);
  expect(looks).toHaveLength(4);
  updateByItself = false;
  await vi.advanceTimersByTimeAsync(24 * HOUR_MS);
  expect(looks).toHaveLength(4);
});
