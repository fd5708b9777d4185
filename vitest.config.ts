import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{shared,apps,scripts,e2e}/**/*.test.{ts,mjs}'],
    exclude: ['**/node_modules/**', '**/out/**', '**/*.pg.test.ts'],
    pool: 'forks',
    testTimeout: 20_000,
  },
});
