import { OptionError, parseOptions } from './options.ts';
import { plants } from './plants/all-plants.ts';
import type { RunReport } from './run-seed.ts';
import { simulate } from './simulate.ts';

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2));
  if (options.plants) {
    for (const { name } of plants) say(name);
    return 0;
  }
  const summary = await simulate(options, sayReport);
  say(options.json ? JSON.stringify(summary.toJson()) : summary.toText());
  return summary.isGood ? 0 : 1;
}

function sayReport({ seed, trace, violations }: RunReport): void {
  for (const line of trace) say(line);
  for (const { invariant, text } of violations) say(`seed ${seed}: ${invariant}: ${text}`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

try {
  process.exitCode = await main();
} catch (error) {
  process.exitCode = 2;
  process.stderr.write(`${error instanceof OptionError ? error.message : String(error)}\n`);
}
