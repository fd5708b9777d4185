import { defineConfig } from '@playwright/test';

/** They own services of a Linux desktop's session bus: notifications, the tray, a key store. */
const onLinuxAlone = ['**/{key-store,notifications,two-windows}.spec.ts'];

/** The real app against the real server. One worker: the tests share a display, a session bus and two cores. */
export default defineConfig({
  testDir: 'specs',
  testIgnore: process.platform === 'linux' ? [] : onLinuxAlone,
  outputDir: 'test-results',
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: [['list']],
});
