// npm run bench -- NAME [--json]: measures, with the display and the Electron that the windows need.
import { withCleanup } from './lib/cleanup.mjs';
import { node, runOpenly } from './lib/command.mjs';
import { openDesktopSession } from './lib/desktop-session.mjs';
import { prepareDesktop } from './lib/prepare.mjs';
import { runMain } from './lib/run-main.mjs';
import { packagesForTests } from './lib/system-packages.mjs';

await runMain(async (args) => {
  const electron = await prepareDesktop(packagesForTests());
  return withCleanup(async (later) => {
    const session = await openDesktopSession(later, { ownBus: true });
    return runOpenly(node(), ['e2e/bench/main.ts', ...args], { env: { ...electron.env, ...session } });
  });
});
