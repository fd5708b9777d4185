// npm run sim -- --runs N --seed S [--json] [--trace] [--plant NAME] [--plants]: real engines and a real server in a simulated world.
import { node, runOpenly } from './lib/command.mjs';
import { runMain } from './lib/run-main.mjs';

await runMain((args) => runOpenly(node(), ['e2e/simulation/main.ts', ...args]));
