// npm run files -- --runs N [--seed N] [--json]: sends files over bad lines, between a real server and real engines.
import { node, runOpenly } from './lib/command.mjs';
import { runMain } from './lib/run-main.mjs';

await runMain((args) => runOpenly(node(), ['e2e/faults/files/main.ts', ...args]));
