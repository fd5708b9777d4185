import { lstatSync, mkdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { desktop } from './paths.mjs';

/**
 * Gives the built app the better-sqlite3 that its Electron can load. The stand-in is too old for the one in
 * node_modules, and brings its own: a link to its modules beside the build is what Node's resolution finds first.
 * With the official Electron the link is taken away. `out` is the build's folder.
 */
export function linkSqlite(electron, out = path.join(desktop, 'out')) {
  const link = path.join(out, 'node_modules');
  if (electron.modules && readLink(link) === electron.modules) return;
  rmSync(link, { recursive: true, force: true });
  if (!electron.modules) return;
  mkdirSync(out, { recursive: true });
  symlinkSync(electron.modules, link, 'dir');
}

function readLink(file) {
  const stats = lstatSync(file, { throwIfNoEntry: false });
  return stats?.isSymbolicLink() ? readlinkSync(file) : null;
}
