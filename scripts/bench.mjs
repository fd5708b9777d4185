// npm run bench -- NAME [--json]: measures, with the display and the Electron that the windows need.
import { node, runOpenly } from './lib/command.mjs';
import { runMain } from './lib/run-main.mjs';
import { runWithElectron } from './lib/run-with-electron.mjs';

/** Benchmarks that open no window. */
const withoutWindows = ['sync', 'handshakes', 'files', 'scale', 'move'];

await runMain((args) => {
  const command = ['e2e/bench/main.ts', ...args];
  return withoutWindows.some((name) => args.includes(name))
    ? runOpenly(node(), command)
    : runWithElectron(command);
});
