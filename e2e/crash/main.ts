import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { runCrashes } from './crash-run.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    seed: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

async function main(): Promise<number> {
  const kills = Number(values.kills);
  const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed);
  if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed)) {
    console.error('Usage: npm run crash -- --kills N [--seed N] [--json], with whole numbers.');
    return 2;
  }
  console.log(`${kills} kills, seed ${seed}`);
  const { faults, ...counts } = await runCrashes(kills, seed, (line) => console.log(line));
  for (const fault of faults) console.log(fault);
  const holds = counts.lost === 0 && counts.doubled === 0 && faults.length === 0;
  console.log(holds ? 'Nothing lost, nothing doubled, all files sound.' : 'This must not happen.');
  if (values.json) console.log(JSON.stringify(counts));
  return holds ? 0 : 1;
}

process.exit(await main());
