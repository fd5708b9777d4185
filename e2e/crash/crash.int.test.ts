import { expect, test } from 'vitest';
import { runCrashes } from './crash-run.ts';

test('S1, S6, S20: through ten kills of server and engines nothing confirmed is lost or doubled, and every file is sound', async () => {
  const { confirmed, ...result } = await runCrashes(10, 20_260_105, () => {});
  expect(result).toEqual({ kills: 10, lost: 0, doubled: 0, faults: [] });
  expect(confirmed).toBeGreaterThan(100);
}, 180_000);
