import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const { version } = JSON.parse(readFileSync(resolve('package.json'), 'utf8'));

/**
 * Three builds into `out/`: main (the shell and, beside it, the engine's own process), preload and
 * renderer. Only `dependencies` of package.json stay outside the bundle: better-sqlite3, which is native.
 */
export default defineConfig({
  main: {
    build: {
      externalizeDeps: { exclude: ['@holdfast/shared', 'socket.io-client'] },
      rollupOptions: {
        input: {
          index: resolve('src/main/index.ts'),
          engine: resolve('src/engine/entry.ts'),
        },
      },
    },
  },
  preload: {
    // A sandboxed preload cannot ask the app for its version.
    define: { HOLDFAST_VERSION: JSON.stringify(version) },
    build: {
      rollupOptions: {
        // A sandboxed preload must be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    plugins: [react()],
    build: { minify: true },
    // The shell puts a fresh value here on each load, so that styles need no 'unsafe-inline'.
    html: { cspNonce: 'HOLDFAST_STYLE_NONCE' },
  },
});
