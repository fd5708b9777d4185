import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { faults } from './faults.ts';
import { runCluster } from './run-cluster.ts';

const EVERY_MS = 5_000;
const MINUTE_MS = 60_000;
const WRITES_PER_SECOND = 12;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    seed: { type: 'string' },
    clients: { type: 'string', default: '60' },
    json: { type: 'boolean', default: false },
  },
});

async function main(): Promise<number> {
  const [minutes, clients] = [Number(values.minutes), Number(values.clients)];
  const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed);
  const areWhole = [clients, seed].every(Number.isInteger);
  if (!areWhole || !(minutes > 0) || clients < 4) {
    console.error('Usage: npm run cluster -- --minutes N [--seed N] [--clients N, at least 4] [--json]');
    return 2;
  }
  const begun = Date.now();
  const say = (line: string): void => console.log(`${((Date.now() - begun) / 1_000).toFixed(1)} s  ${line}`);
  say(`${minutes} minutes, ${clients} clients, seed ${seed}`);
  const count = Math.max(1, Math.round((minutes * MINUTE_MS) / EVERY_MS));
  const options = {
    seed,
    clients,
    kinds: faults,
    faults: count,
    everyMs: EVERY_MS,
    writesPerSecond: WRITES_PER_SECOND,
  };
  const { wrong, ...counts } = await runCluster({ ...options, tell: say });
  for (const line of wrong) console.log(line);
  const holds = counts.lost + counts.doubled + counts.signedInAgain + wrong.length === 0;
  say(holds ? 'Nothing lost, nothing doubled, all agree, presence is true.' : 'This must not happen.');
  if (values.json) console.log(JSON.stringify({ seed, clients, ...counts, wrong: wrong.length }));
  return holds ? 0 : 1;
}

process.exit(await main());
