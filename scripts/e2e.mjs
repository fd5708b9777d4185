// npm run test:e2e -- [Playwright's arguments]: the end-to-end tests on the real app, with all that they need.
import path from 'node:path';
import { modules } from './lib/paths.mjs';
import { runMain } from './lib/run-main.mjs';
import { runWithElectron } from './lib/run-with-electron.mjs';

const PLAYWRIGHT = [path.join(modules, '@playwright/test/cli.js'), 'test', '-c', 'e2e/playwright.config.ts'];

await runMain((args) => runWithElectron([...PLAYWRIGHT, ...args]));
