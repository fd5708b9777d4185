import { expect, test } from 'vitest';
import { runHostile } from './run.ts';

const MIB = 1024 * 1024;
/** Fewer than `npm run hostile` throws: the tests have minutes for everything. */
const COUNT = 6_000;
/** Always the same here; other seeds are thrown by `npm run hostile`. */
const SEED = 1;
/** Tickets that attackers may well make, what is kept of suspicions and limits, and compiled code. */
const HEAP_GROWN_AT_MOST = 16 * MIB;
const ALL_GROWN_AT_MOST = 64 * MIB;

test('security item 31: 6,000 malformed, oversized, forged and out-of-order messages: no crash, no leak, an answer of the contract each time, and the memory back', async () => {
  const { faults, memory } = await runHostile({ count: COUNT, seed: SEED, lanes: 12, limited: false });
  const again = `node e2e/adversary/main.ts --count ${COUNT} --seed ${SEED}`;
  expect(faults, again).toEqual([]);
  const [before, after] = memory;
  if (before === undefined || after === undefined) throw new Error('The memory was not measured.');
  expect(after.heapUsed - before.heapUsed, again).toBeLessThan(HEAP_GROWN_AT_MOST);
  expect(after.rss - before.rss, again).toBeLessThan(ALL_GROWN_AT_MOST);
}, 240_000);

test('security item 31: with its limits as they come the server holds attackers off, and people at work at the same address notice nothing', async () => {
  const count = 3_000;
  const { faults } = await runHostile({ count, seed: SEED, lanes: 12, limited: true });
  expect(faults, `node e2e/adversary/main.ts --count ${count} --seed ${SEED} --limited`).toEqual([]);
}, 120_000);
