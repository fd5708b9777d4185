import { existsSync, lstatSync, mkdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { desktop } from './paths.mjs';

/**
 * Gives the built app the better-sqlite3 that its Electron can load. The stand-in is too old for the one in
 * node_modules, and brings its own: a link beside the build is what Node's resolution finds first.
 * With the official Electron the link is taken away. `out` is the build's folder.
 */
export function linkSqlite(electron, out = path.join(desktop, 'out')) {
  const link = path.join(out, 'node_modules/better-sqlite3');
  const target = electron.modules && path.join(electron.modules, 'better-sqlite3');
  if (target && isLinkTo(link, target)) return;
  rmSync(path.dirname(link), { recursive: true, force: true });
  if (!target) return;
  mkdirSync(path.dirname(link), { recursive: true });
  symlinkSync(target, link, 'dir');
}

function isLinkTo(link, target) {
  return existsSync(link) && lstatSync(link).isSymbolicLink() && readlinkSync(link) === target;
}
