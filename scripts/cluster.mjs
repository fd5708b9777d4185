// npm run cluster -- --minutes N [--seed N] [--clients N] [--json]: three server processes on PostgreSQL and Redis behind
// HAProxy, under faults.
import { node, runOpenly } from './lib/command.mjs';
import { runMain } from './lib/run-main.mjs';
import { ensureSystemPackages } from './lib/system-packages.mjs';

await runMain(async (args) => {
  await ensureSystemPackages(['proxies', 'databases']);
  return runOpenly(node(), ['e2e/cluster/main.ts', ...args]);
});
