// npm run test:e2e -- [Playwright's arguments]: the end-to-end tests on the real app, with all that they need.
import path from 'node:path';
import { withCleanup } from './lib/cleanup.mjs';
import { node, runOpenly } from './lib/command.mjs';
import { openDesktopSession } from './lib/desktop-session.mjs';
import { modules } from './lib/paths.mjs';
import { prepareDesktop } from './lib/prepare.mjs';
import { runMain } from './lib/run-main.mjs';
import { packagesForTests } from './lib/system-packages.mjs';

const PLAYWRIGHT = [path.join(modules, '@playwright/test/cli.js'), 'test', '-c', 'e2e/playwright.config.ts'];

await runMain(async (args) => {
  const electron = await prepareDesktop(packagesForTests());
  return withCleanup(async (later) => {
    const session = await openDesktopSession(later, { ownBus: true });
    // Ctrl+C reaches Playwright by the terminal: it closes the windows that it opened, and ends.
    return runOpenly(node(), [...PLAYWRIGHT, ...args], { env: { ...electron.env, ...session } });
  });
});
