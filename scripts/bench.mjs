// npm run bench -- NAME [--json]: measures, with the display and the Electron that the windows need.
import { runMain } from './lib/run-main.mjs';
import { runWithElectron } from './lib/run-with-electron.mjs';

await runMain((args) => runWithElectron(['e2e/bench/main.ts', ...args]));
