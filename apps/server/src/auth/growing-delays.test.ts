import { expect, test } from 'vitest';
import { GrowingDelays } from './growing-delays.ts';

function delays(free: number) {
  let now = 0;
  const grown = new GrowingDelays({ free, now: () => now });
  /** How long the next try has to wait; 0 if it may come. */
  const waitMs = (key: string): number => {
    try {
      grown.check(key);
      return 0;
    } catch (error) {
      return (error as { details: { retryAfterMs: number } }).details.retryAfterMs;
    }
  };
  return { grown, waitMs, pass: (ms: number) => (now += ms) };
}

test('after so many failures each one doubles the wait, up to a quarter of an hour', () => {
  const { grown, waitMs, pass } = delays(3);
  const waits: number[] = [];
  for (let round = 0; round < 15; round += 1) {
    grown.count('ada');
    waits.push(waitMs('ada') / 1000);
    pass(waitMs('ada'));
    expect(waitMs('ada')).toBe(0);
  }
  expect(waits).toEqual([0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]);
});

test('whoever succeeds begins anew, and others have counts of their own', () => {
  const { grown, waitMs } = delays(1);
  grown.count('ada');
  grown.count('bob');
  grown.reset('ada');
  expect([waitMs('ada'), waitMs('bob')]).toEqual([0, 1_000]);
});

test('a try that is taken back leaves those before it', () => {
  const { grown, waitMs, pass } = delays(2);
  for (let round = 0; round < 20; round += 1) {
    grown.takeBack('office', grown.count('office'));
  }
  grown.count('office');
  expect(waitMs('office')).toBe(0);
  grown.count('office');
  expect(waitMs('office')).toBe(1_000);
  pass(61 * 60_000);
  grown.count('office');
  expect(waitMs('office')).toBe(0);
});

test('a try that succeeds takes back neither a failure beside it nor the wait for that', () => {
  const { grown, waitMs } = delays(1);
  const own = grown.count('thief');
  grown.count('thief');
  grown.takeBack('thief', own);
  expect(waitMs('thief')).toBe(2_000);
});

test('memory is bounded: of too many keys the one that failed longest ago goes', () => {
  const { grown, waitMs } = delays(1);
  for (let round = 0; round < 10_001; round += 1) grown.count(`${round}`);
  expect([waitMs('0'), waitMs('1'), waitMs('10000')]).toEqual([0, 1_000, 1_000]);
});
