import { expect, test } from 'vitest';
import { runSim } from '../run-sim.ts';
import { plants } from './all-plants.ts';

test.for(plants)(
  'the simulator finds $name within 500 runs: $what',
  { timeout: 300_000 },
  async ({ name, seed = 1 }) => {
    const { code, lines } = await runSim('--plant', name, '--runs', '500', '--seed', String(seed), '--json');
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ firstBadSeed: expect.any(Number) });
    expect(code).toBe(1);
  },
);
