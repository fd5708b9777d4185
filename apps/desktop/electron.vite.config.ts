import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const { version } = JSON.parse(readFileSync(resolve('package.json'), 'utf8'));

/** What pdf.js asks for by these names where a page is a picture of paper: decoders in plain JavaScript, without wasm. */
const pdfDecoders = {
  name: 'pdf-decoders',
  generateBundle(this: { emitFile(file: { type: 'asset'; fileName: string; source: Uint8Array }): string }) {
    const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
    for (const name of ['jbig2_nowasm_fallback.js', 'openjpeg_nowasm_fallback.js']) {
      const source = readFileSync(resolve(folder, 'wasm', name));
      this.emitFile({ type: 'asset', fileName: `pdf/${name}`, source });
    }
  },
};

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
    plugins: [react(), pdfDecoders],
    build: { minify: true },
    // The shell puts a fresh value here on each load, so that styles need no 'unsafe-inline'.
    html: { cspNonce: 'HOLDFAST_STYLE_NONCE' },
  },
});
