// npm run test:packaged [-- Playwright's arguments]: packages the app and runs end-to-end tests on the package.
import path from 'node:path';
import { withCleanup } from './lib/cleanup.mjs';
import { node, runOpenly } from './lib/command.mjs';
import { openDesktopSession } from './lib/desktop-session.mjs';
import { packageForTests } from './lib/packaged-app.mjs';
import { modules } from './lib/paths.mjs';
import { prepareDesktop } from './lib/prepare.mjs';
import { runMain } from './lib/run-main.mjs';
import { packagesForTests } from './lib/system-packages.mjs';

const PLAYWRIGHT = [
  path.join(modules, '@playwright/test/cli.js'),
  'test',
  '-c',
  'e2e/playwright.packaged.config.ts',
];

await runMain(async (args) => {
  const electron = await prepareDesktop(packagesForTests());
  const { hardened, testable, keyFile } = await packageForTests(electron);
  return withCleanup(async (later) => {
    const session = await openDesktopSession(later, { ownBus: true });
    const made = { HOLDFAST_APP: testable, HOLDFAST_HARDENED: hardened, HOLDFAST_UPDATE_KEY_FILE: keyFile };
    return runOpenly(node(), [...PLAYWRIGHT, ...args], { env: { ...electron.env, ...session, ...made } });
  });
});
