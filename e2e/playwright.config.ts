import { defineConfig } from '@playwright/test';

/** The real app against the real server. One worker: the tests share a display, a session bus and two cores. */
export default defineConfig({
  testDir: 'specs',
  outputDir: 'test-results',
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: [['list']],
});
