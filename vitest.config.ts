import { defineConfig } from 'vitest/config';

const tests = '**/*.test.{ts,mjs}';
const pages = 'apps/desktop/src/renderer';
const notTests = ['**/node_modules/**', '**/out/**'];
const onDatabases = '**/*.pg.test.ts';

export default defineConfig({
  test: {
    exclude: notTests,
    pool: 'forks',
    // Most files wait for processes of their own: two at a time keep two cores at work.
    maxWorkers: 2,
    testTimeout: 20_000,
    // Preparing starts processes too.
    hookTimeout: 20_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'parts',
          include: [`{shared,apps,scripts}/${tests}`],
          exclude: [...notTests, onDatabases, `${pages}/**`],
          // Hundreds of small files that keep nothing between them: a process for each takes longer to start than to test.
          isolate: false,
        },
      },
      // What a page remembers lives as long as the page, and each of these files is a page.
      { extends: true, test: { name: 'pages', include: [`${pages}/${tests}`] } },
      {
        extends: true,
        test: { name: 'whole', include: [`e2e/${tests}`], exclude: [...notTests, onDatabases] },
      },
      // They start PostgreSQL and Redis of the system.
      { extends: true, test: { name: 'databases', include: [`{apps,e2e}/${onDatabases}`] } },
    ],
  },
});
