import path from 'node:path';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import base from '../../apps/desktop/electron.vite.config.ts';

/** Adds a step to the file's shape, as a next version would. */
const oneMoreMigration: Plugin = {
  name: 'one-more-migration',
  enforce: 'pre',
  transform(code, id) {
    if (!id.endsWith('engine/store/migrations.ts')) return null;
    return code.replace(/\];\s*$/, "  'CREATE TABLE of_next_version (at TEXT)',\n];\n");
  },
};

/** The app's main process and engine as a next version would have them (next-version.ts runs this). */
export default defineConfig({
  main: {
    ...base.main,
    plugins: [oneMoreMigration],
    build: {
      ...base.main?.build,
      outDir: path.resolve(import.meta.dirname, '../../.cache/packaged/next-main'),
    },
  },
});
