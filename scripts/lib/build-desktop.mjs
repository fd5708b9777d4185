import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { npm, runQuietly } from './command.mjs';
import { withLock } from './lock.mjs';
import { cache, desktop, root } from './paths.mjs';
import { step } from './say.mjs';
import { linkSqlite } from './sqlite-link.mjs';

const SOURCES = ['apps/desktop', 'shared/src', 'package-lock.json'];
const NOT_SOURCES = new Set(['node_modules', 'out', '.cache']);

const stamp = path.join(cache, 'desktop-build');
const entry = path.join(desktop, 'out/main/index.js');

/** Builds the desktop app for `electron` (of resolveElectron), unless what is built is of the same sources. */
export function buildDesktop(electron) {
  return withLock('build', async () => {
    const hash = hashSources(electron);
    if (!existsSync(entry) || read(stamp) !== hash) await build(electron, hash);
    linkSqlite(electron);
  });
}

/** Lets the next start build anew: `electron-vite dev` writes to the same folder. */
export function forgetBuild() {
  rmSync(stamp, { force: true });
}

async function build(electron, hash) {
  forgetBuild();
  const { command, args } = npm();
  const work = () => runQuietly(command, [...args, 'run', 'build'], { env: electron.env });
  await step('Building the desktop app', work);
  mkdirSync(cache, { recursive: true });
  writeFileSync(stamp, hash);
}

/** What a build depends on: every source file's path and bytes, and the Electron it is made for. */
function hashSources(electron) {
  const hash = createHash('sha256').update(electron.version);
  for (const file of SOURCES.flatMap((source) => listFiles(path.join(root, source)))) {
    hash.update(path.relative(root, file)).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function listFiles(place) {
  if (path.extname(place) === '.json') return [place];
  const entries = readdirSync(place, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .filter(
      (file) =>
        !path
          .relative(root, file)
          .split(path.sep)
          .some((part) => NOT_SOURCES.has(part)),
    )
    .sort();
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}
