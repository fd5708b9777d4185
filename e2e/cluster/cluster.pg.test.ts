import { expect, test } from 'vitest';
import { faults } from './faults.ts';
import { runCluster } from './run-cluster.ts';

test('promises 1 and 3, S1, S6: with everything that can fail failing once, nothing is lost or doubled, all agree, and presence is true', async () => {
  const {
    confirmed,
    faults: happened,
    ...rest
  } = await runCluster({
    seed: 20_260_309,
    clients: 8,
    faults: faults.length,
    everyMs: 600,
    writesPerSecond: 20,
    tell: () => {},
  });
  expect(rest).toEqual({ lost: 0, doubled: 0, wrong: [], signedInAgain: 0 });
  expect(Object.keys(happened)).toHaveLength(faults.length);
  expect(confirmed).toBeGreaterThan(50);
}, 180_000);
