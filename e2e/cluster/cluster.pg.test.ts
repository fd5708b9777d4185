import { expect, test } from 'vitest';
import { faults } from './faults.ts';
import { runCluster } from './run-cluster.ts';

/** A process takes its time to start: one of those faults is enough here. */
const slow = /stopped$|starts while|power/;
const kinds = faults.filter(({ name }) => !(slow.test(name) && name !== 'PostgreSQL is stopped'));

test('promises 1 and 3, S1, S6: while what can fail fails, nothing is lost or doubled, then all agree, and presence is true', async () => {
  const {
    confirmed,
    faults: happened,
    ...rest
  } = await runCluster({
    seed: 20_260_309,
    clients: 8,
    kinds,
    faults: kinds.length,
    everyMs: 600,
    writesPerSecond: 20,
    tell: () => {},
  });
  expect(rest).toEqual({ lost: 0, doubled: 0, wrong: [], signedInAgain: 0 });
  expect(Object.keys(happened)).toHaveLength(kinds.length);
  expect(confirmed).toBeGreaterThan(50);
}, 180_000);
