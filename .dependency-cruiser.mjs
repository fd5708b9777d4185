/** The arrows of docs/architecture.md: renderer → preload's types → engine's public API → shared, server → shared. */
const testFiles = '\\.test\\.(ts|tsx|mjs)$|/test-support/';

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'shared-imports-no-app',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(apps|e2e|scripts)/' },
    },
    {
      name: 'shared-has-no-io',
      comment: 'No Node built-ins, no Electron: shared runs on both sides and in the simulator.',
      severity: 'error',
      from: { path: '^shared/src', pathNot: testFiles },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'shared-depends-on-little',
      severity: 'error',
      from: { path: '^shared/src', pathNot: testFiles },
      to: {
        path: 'node_modules',
        pathNot: 'node_modules/(zod|node-diff3|fractional-indexing|file-type|@noble/hashes)/',
      },
    },
    {
      name: 'server-imports-shared-only',
      severity: 'error',
      from: { path: '^apps/server/', pathNot: testFiles },
      to: { path: '^(apps/desktop|e2e|scripts)/' },
    },
    {
      name: 'desktop-imports-no-server',
      severity: 'error',
      from: { path: '^apps/desktop/', pathNot: testFiles },
      to: { path: '^(apps/server|e2e|scripts)/' },
    },
    {
      name: 'renderer-sees-preload-types-and-engine-api',
      severity: 'error',
      from: { path: '^apps/desktop/src/renderer/' },
      to: {
        path: '^apps/desktop/src/(main|engine|preload)/',
        pathNot:
          '^apps/desktop/src/(engine/api/|preload/(bridge|device-settings|shell-calls|shell-topics)\\.ts$)',
      },
    },
    {
      name: 'preload-sees-engine-api',
      severity: 'error',
      from: { path: '^apps/desktop/src/preload/' },
      to: { path: '^apps/desktop/src/(main|engine|renderer)/', pathNot: '^apps/desktop/src/engine/api/' },
    },
    {
      name: 'main-touches-no-data',
      severity: 'error',
      from: { path: '^apps/desktop/src/main/' },
      to: {
        path: '^apps/desktop/src/(engine|renderer)/|better-sqlite3',
        pathNot: '^apps/desktop/src/engine/api/',
      },
    },
    {
      name: 'engine-imports-no-shell',
      severity: 'error',
      from: { path: '^apps/desktop/src/engine/' },
      to: { path: '^apps/desktop/src/(main|preload|renderer)/' },
    },
    {
      name: 'engine-runs-headless',
      comment: 'Only the entry of the utility process knows Electron.',
      severity: 'error',
      from: { path: '^apps/desktop/src/engine/', pathNot: '^apps/desktop/src/engine/entry\\.ts$' },
      to: { path: '(^|/)electron(/|$)' },
    },
    {
      name: 'renderer-has-no-node',
      severity: 'error',
      from: { path: '^apps/desktop/src/renderer/', pathNot: testFiles },
      to: { dependencyTypes: ['core'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(out|dist|release|\\.cache)/' },
    parser: 'swc',
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
