import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { runSchedules } from './run-schedules.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '200' },
    seed: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

async function main(): Promise<number> {
  const runs = Number(values.runs);
  const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed);
  if (!Number.isInteger(runs) || runs < 1 || !Number.isInteger(seed)) {
    console.error('Usage: npm run files -- --runs N [--seed N] [--json], with whole numbers.');
    return 2;
  }
  console.log(`${runs} schedules, seed ${seed}`);
  const { wrong, ...counts } = await runSchedules(runs, seed, (line) => console.log(line));
  for (const line of wrong) console.log(line);
  const kinds = Object.entries(counts.faults).map(([kind, count]) => `${count} × ${kind}`);
  console.log(`${counts.whole} files arrived, ${counts.late} of them later; ${kinds.join(', ')}.`);
  console.log(wrong.length === 0 ? 'Nothing wrong.' : 'This must not happen.');
  if (values.json) console.log(JSON.stringify({ ...counts, wrong: wrong.length }));
  return wrong.length === 0 ? 0 : 1;
}

process.exit(await main());
