import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { node, runQuietly } from './command.mjs';
import { modules } from './paths.mjs';

const GITHUB = 'https://github.com/electron/electron/releases/download/';

const folder = path.join(modules, 'electron');

/** The official Electron's `{ version, dist, executable }` where its binary is unpacked, else null. */
export function findOfficialElectron() {
  const version = officialVersion();
  const dist = path.join(folder, 'dist');
  const unpacked = readIfThere(path.join(dist, 'version'))?.replace(/^v/, '');
  const executable = path.join(dist, readIfThere(path.join(folder, 'path.txt')) ?? 'missing');
  return unpacked === version && existsSync(executable) ? { version, dist, executable } : null;
}

/** The version that the lockfile pins. */
export function officialVersion() {
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')).version;
}

/**
 * Why the official Electron cannot be downloaded here (in a few words), or null when it can. Asks GitHub, or the
 * place that ELECTRON_MIRROR names, and waits for at most `limitMs`: a closed network must not keep anyone waiting.
 */
export async function whyNoDownload(limitMs) {
  const base = process.env.ELECTRON_MIRROR || process.env.npm_config_electron_mirror || GITHUB;
  try {
    const signal = AbortSignal.timeout(limitMs);
    const reply = await fetch(`${base}v${officialVersion()}/SHASUMS256.txt`, { method: 'HEAD', signal });
    return reply.ok ? null : `HTTP ${reply.status} from ${base}`;
  } catch (error) {
    return `${base}: ${error.cause?.code ?? error.message}`;
  }
}

/** Downloads and unpacks the official binary with Electron's own installer, which checks its hash. */
export async function installOfficialElectron() {
  await runQuietly(node(), [path.join(folder, 'install.js')]);
}

function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}
