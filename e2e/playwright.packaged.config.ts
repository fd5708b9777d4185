import { defineConfig } from '@playwright/test';
import base from './playwright.config.ts';

/**
 * End-to-end tests on a package, not on the build (`npm run test:packaged`): what only a package can show, and a
 * few of all the others. With HOLDFAST_ALL=1, all of them.
 */
export default defineConfig({
  ...base,
  testDir: '.',
  testMatch: [
    'packaged/*.spec.ts',
    process.env.HOLDFAST_ALL === '1' ? 'specs/*.spec.ts' : 'specs/{offline,security,shell}.spec.ts',
  ],
});
