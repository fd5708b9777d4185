// npm start: from a fresh checkout to a running Holdfast. Runs before anything is installed: only Node's built-ins.

import { runMain } from './lib/run-main.mjs';
import { say } from './lib/say.mjs';
import { checkMainJob } from './lib/start-check.mjs';
import { startEverything } from './lib/start-everything.mjs';
import { HELP, readStartOptions } from './lib/start-options.mjs';
import { startServerOnly } from './lib/start-server-only.mjs';
import { startWindowOnly } from './lib/start-window-only.mjs';

const MODES = {
  help: () => say(HELP),
  check: checkMainJob,
  everything: startEverything,
  'server-only': startServerOnly,
  window: startWindowOnly,
};

await runMain((args) => {
  const options = readStartOptions(args);
  return MODES[options.mode](options);
});
