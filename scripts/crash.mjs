// npm run crash -- --kills N [--seed N] [--json]: kills real server and engine processes while they write.
import { node, runOpenly } from './lib/command.mjs';
import { runMain } from './lib/run-main.mjs';

await runMain((args) => runOpenly(node(), ['e2e/crash/main.ts', ...args]));
