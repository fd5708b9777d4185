import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{shared,apps,scripts,e2e}/**/*.test.{ts,mjs}'],
    exclude: ['**/node_modules/**', '**/out/**', '**/*.pg.test.ts'],
    pool: 'forks',
    // Most files wait for processes of their own: two at a time keep two cores at work.
    maxWorkers: 2,
    testTimeout: 20_000,
    // Preparing starts processes too.
    hookTimeout: 20_000,
  },
});
