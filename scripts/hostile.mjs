// npm run hostile -- --count N [--seed N] [--lanes N] [--json]: throws hostile messages at a running server.
import { node, runOpenly } from './lib/command.mjs';
import { runMain } from './lib/run-main.mjs';

await runMain((args) => runOpenly(node(), ['e2e/adversary/main.ts', ...args]));
