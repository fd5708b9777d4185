import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { runHostile } from './run.ts';

const MIB = 1024 * 1024;
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '20000' },
    seed: { type: 'string' },
    lanes: { type: 'string', default: '12' },
    limited: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

async function main(): Promise<number> {
  const [count, lanes] = [Number(values.count), Number(values.lanes)];
  const seed = values.seed === undefined ? randomInt(2 ** 30) : Number(values.seed);
  if (![count, lanes].every((value) => Number.isInteger(value) && value > 0) || !Number.isInteger(seed)) {
    console.error(
      'Usage: npm run hostile -- [--count N] [--seed N] [--lanes N] [--limited] [--json], with whole numbers.',
    );
    return 2;
  }
  console.log(`${count} attacks, seed ${seed}, ${lanes} at a time`);
  const began = performance.now();
  const { faults, memory } = await runHostile({ count, seed, lanes, limited: values.limited });
  const took = Math.round(performance.now() - began);
  for (const fault of faults) console.log(fault);
  for (const { heapUsed, rss } of memory)
    console.log(`memory: ${(heapUsed / MIB).toFixed(1)} MiB of heap, ${(rss / MIB).toFixed(0)} MiB in all`);
  console.log(faults.length === 0 ? `Everything held, in ${took} ms.` : 'This must not happen.');
  if (values.json) console.log(JSON.stringify({ count, seed, took, faults: faults.length, memory }));
  return faults.length === 0 ? 0 : 1;
}

process.exit(await main());
