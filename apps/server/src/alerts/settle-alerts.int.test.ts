import { expect, test } from 'vitest';
import { alertWorld, DAY_MS } from '../test-support/alert-world.ts';

test('an alert is raised with its cause, lasts while it lasts, ends by itself, and returns quietly within a day', async () => {
  const world = await alertWorld();
  await world.plan('Ada', { budget: [null, 100_000], spent: [0, 90_000] });
  expect(await world.said()).toEqual([]);
  await world.plan('Ada', { spent: [90_000, 92_000] });
  expect(await world.said()).toEqual(['overspent raised 92 : 90']);
  await world.plan('Ada', { spent: [92_000, 95_000] });
  expect(await world.said()).toEqual(['overspent raised 95 : 90']);
  await world.plan('Ada', { spent: [95_000, 88_000] });
  expect(await world.said()).toEqual(['overspent raised 88 : 90']);
  await world.plan('Ada', { spent: [88_000, 80_000] });
  expect(await world.said()).toEqual(['overspent resolved 88 : 90']);
  expect(await world.news()).toEqual({ Root: ['alert'], Mia: ['alert'] });
  world.pass(DAY_MS / 2);
  await world.plan('Ada', { spent: [80_000, 91_000] });
  expect(await world.alerts()).toMatchObject([{ state: 'raised', returns: 1, resolvedAt: null }]);
  expect(await world.news()).toEqual({});
  await world.plan('Ada', { spent: [91_000, 0] });
  world.pass(DAY_MS);
  await world.plan('Ada', { spent: [0, 99_000] });
  expect(await world.said()).toEqual(['overspent raised 99 : 90', 'overspent resolved 91 : 90']);
  expect(await world.news()).toEqual({ Root: ['alert'], Mia: ['alert'] });
});
