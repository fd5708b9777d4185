import { expect, test } from 'vitest';
import { RestWatch } from './rest-watch.ts';

test('the app rests while nobody can look or the line is paid for, and wakes when neither holds', () => {
  const told: boolean[] = [];
  const rest = new RestWatch((resting) => told.push(resting));
  rest.setAttention('idle');
  expect(told).toEqual([]);
  rest.setAttention('locked');
  rest.setAttention('asleep');
  rest.setMetered(true);
  rest.setAttention('active');
  expect(told).toEqual([true]);
  rest.setMetered(false);
  expect(told).toEqual([true, false]);
  expect(rest.isResting).toBe(false);
});
