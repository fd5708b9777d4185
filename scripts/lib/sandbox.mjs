import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const SETUID = 0o4000;
const PROC = '/proc/sys/kernel';

/**
 * Why Chromium's sandbox cannot work on this machine, for people, or null when it can. Then, and only then, a run
 * from the checkout goes without it. `dist` is the Electron's folder.
 */
export function whyNoSandbox(dist) {
  if (process.platform !== 'linux') return null;
  if (process.getuid() === 0) return 'it refuses to run as root';
  if (hasSetuidHelper(dist)) return null;
  const forbidden =
    setting('unprivileged_userns_clone') === '0' || setting('apparmor_restrict_unprivileged_userns') === '1';
  return forbidden ? 'this kernel keeps user namespaces from programs without a profile' : null;
}

/** Chromium's older sandbox: a helper that belongs to root and runs as root. */
function hasSetuidHelper(dist) {
  const helper = statSync(path.join(dist, 'chrome-sandbox'), { throwIfNoEntry: false });
  return helper !== undefined && helper.uid === 0 && (helper.mode & SETUID) !== 0;
}

function setting(name) {
  try {
    return readFileSync(path.join(PROC, name), 'utf8').trim();
  } catch {
    // Kernels without the setting do not forbid anything by it.
    return undefined;
  }
}
