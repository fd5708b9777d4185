import { parseArgs } from 'node:util';
import type { BenchResult } from './result.ts';

interface Options {
  /** How many tickets, where a benchmark takes a number. */
  readonly tickets: number | undefined;
  /** Whether to measure little, to see that it works, where a benchmark can. */
  readonly quick: boolean;
}

/** Each is loaded when it is asked for: not all need a window. */
const benches: Readonly<Record<string, (options: Options) => Promise<BenchResult>>> = {
  live: async () => {
    const { liveBench } = await import('./live.ts');
    const result = await liveBench();
    console.table({ ...prefixed('', result.figures), ...prefixed('limit: ', result.limits) });
    return result;
  },
  handshakes: async () => {
    const { handshakesBench } = await import('./handshakes.ts');
    return handshakesBench();
  },
  files: async () => {
    const { filesBench } = await import('./files.ts');
    return filesBench();
  },
  presence: async () => {
    const { presenceBench } = await import('./presence.ts');
    return presenceBench();
  },
  idle: async () => {
    const { idleBench } = await import('./idle.ts');
    return idleBench();
  },
  threads: async () => {
    const { threadsBench } = await import('./threads.ts');
    return threadsBench();
  },
  capacity: async () => {
    const { capacityBench } = await import('./capacity.ts');
    return capacityBench();
  },
  scale: async ({ quick }) => {
    const { scaleBench } = await import('./scale.ts');
    return scaleBench(quick);
  },
  move: async ({ tickets, quick }) => {
    const { moveBench } = await import('./move.ts');
    return moveBench(tickets, quick);
  },
  sync: async ({ tickets }) => {
    const { syncBench } = await import('./sync.ts');
    return syncBench(tickets);
  },
};

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      tickets: { type: 'string' },
    },
  });
  const name = positionals[0] ?? '';
  const bench = benches[name];
  if (bench === undefined) {
    console.error(`There is no benchmark "${name}". There are: ${Object.keys(benches).join(', ')}.`);
    return 2;
  }
  const tickets = values.tickets === undefined ? undefined : Number(values.tickets);
  if (tickets !== undefined && !(Number.isInteger(tickets) && tickets >= 1_000)) {
    console.error(`--tickets ${values.tickets} cannot be used: give a whole number from 1000.`);
    return 2;
  }
  const result = await bench({ tickets, quick: values.quick });
  if (values.json) console.log(JSON.stringify({ bench: name, ...result }));
  return 0;
}

function prefixed(prefix: string, figures: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(figures).map(([key, value]) => [prefix + key, value]));
}

process.exit(await main(process.argv.slice(2)));
