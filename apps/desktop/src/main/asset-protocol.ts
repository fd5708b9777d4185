import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { protocol } from 'electron';
import { assetPath, assetType } from './asset-path.ts';
import { contentPolicy, FILE_POLICY } from './content-policy.ts';
import { log } from './log.ts';

const NONCE_PLACE = /HOLDFAST_STYLE_NONCE/g;

/** Makes `holdfast:` an origin like https. Must run before the app is ready. */
export function registerAssetScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'holdfast', privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

/** Serves the built interface from `folder` at `holdfast://app/`, and nothing else. */
export function serveAssets(folder: string): void {
  protocol.handle('holdfast', async (request) => {
    const asset = assetPath(request.url);
    if (asset === undefined || request.method !== 'GET') return refuse(403);
    try {
      const bytes = await readFile(path.join(folder, asset));
      return asset === 'index.html' ? page(bytes.toString('utf8')) : file(asset, bytes);
    } catch (error) {
      log(`Cannot serve ${asset}: ${String(error)}`);
      return refuse(404);
    }
  });
}

function page(html: string): Response {
  const nonce = randomBytes(16).toString('base64url');
  return new Response(html.replace(NONCE_PLACE, nonce), {
    headers: {
      'content-type': assetType('index.html'),
      'content-security-policy': contentPolicy(nonce),
      'cross-origin-opener-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    },
  });
}

function file(asset: string, bytes: Uint8Array<ArrayBuffer>): Response {
  return new Response(bytes, {
    headers: {
      'content-type': assetType(asset),
      'content-security-policy': FILE_POLICY,
      'x-content-type-options': 'nosniff',
    },
  });
}

function refuse(status: number): Response {
  return new Response(null, { status });
}
