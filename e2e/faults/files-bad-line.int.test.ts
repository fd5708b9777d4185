import { expect, test } from 'vitest';
import { runSchedules } from './files/run-schedules.ts';

test('promise 1: over a line that is cut, stalls and turns bits over each file arrives whole or says that it has not', async () => {
  const { wrong, whole, late } = await runSchedules(6, 20_261_121, () => {});
  expect(wrong).toEqual([]);
  expect(whole + late).toBeGreaterThan(5);
}, 120_000);
