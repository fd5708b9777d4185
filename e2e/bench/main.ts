import { liveBench } from './live.ts';
import type { BenchResult } from './result.ts';

const benches: Readonly<Record<string, () => Promise<BenchResult>>> = { live: liveBench };

async function main(args: readonly string[]): Promise<number> {
  const name = args.find((arg) => !arg.startsWith('--')) ?? '';
  const bench = benches[name];
  if (bench === undefined) {
    console.error(`There is no benchmark "${name}". There are: ${Object.keys(benches).join(', ')}.`);
    return 2;
  }
  const result = await bench();
  if (!args.includes('--json'))
    console.table({ ...prefixed('', result.figures), ...prefixed('limit: ', result.limits) });
  console.log(JSON.stringify({ bench: name, ...result }));
  return 0;
}

function prefixed(prefix: string, figures: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(figures).map(([key, value]) => [prefix + key, value]));
}

process.exit(await main(process.argv.slice(2)));
