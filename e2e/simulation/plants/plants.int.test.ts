import { expect, test } from 'vitest';
import { runSim } from '../run-sim.ts';
import { simulate } from '../simulate.ts';
import { plants } from './all-plants.ts';

const runs = 500;

/** Each takes seconds to be found: `npm test` looks for every fourth, `HOLDFAST_PLANTS=all` for all. */
const sought = process.env.HOLDFAST_PLANTS === 'all' ? plants : plants.filter((_, place) => place % 4 === 0);

test.for(sought)(
  'the simulator finds $name within 500 runs: $what',
  { timeout: 300_000 },
  async ({ name, seed = 1 }) => {
    const summary = await simulate({ runs, seed, plant: name, trace: false });
    expect(summary.toJson()).toMatchObject({ firstBadSeed: expect.any(Number) });
  },
);

test.for(plants.slice(0, 1))(
  'the command ends with the seed of a known bug that it found, $name, and a code of its own',
  async ({ name, seed = 1 }) => {
    const { code, lines } = await runSim('--plant', name, '--runs', `${runs}`, '--seed', `${seed}`, '--json');
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ firstBadSeed: expect.any(Number) });
    expect(code).toBe(1);
  },
);
