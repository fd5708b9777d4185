import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { npm, runQuietly } from './command.mjs';
import { withLock } from './lock.mjs';
import { modules, root } from './paths.mjs';
import { PlainError } from './plain-error.mjs';
import { step } from './say.mjs';

const OLDEST_NODE_FOR_SCRIPTS = [20, 11];
const OLDEST_NPM = [10, 0];
const NODE_MAJOR = 24;
/** Where npm itself installs Node 24 with the rest. Elsewhere the developer's own has to be one. */
const NODE_COMES_WITH_PACKAGES = ['linux-x64', 'win32-x64'];

const lockfile = path.join(root, 'package-lock.json');
const stamp = path.join(modules, '.holdfast-installed');

/**
 * Makes node_modules what the lockfile says: `npm ci` where it is missing or was installed from another lockfile,
 * nothing otherwise. Throws a PlainError where this Node or npm is too old to go on.
 */
export async function installPackages() {
  checkVersions(
    process.versions.node,
    process.env.npm_config_user_agent,
    `${process.platform}-${process.arch}`,
  );
  await withLock('install', async () => {
    if (isInstalled()) return;
    await step('Installing packages', runNpmCi);
    writeFileSync(stamp, lockfileHash());
  });
}

/** `userAgent` is npm's own, as it sets it for scripts ("npm/11.19.1 node/v24.21.0 …"). */
export function checkVersions(nodeVersion, userAgent, machine) {
  if (isOlder(nodeVersion, OLDEST_NODE_FOR_SCRIPTS)) {
    throw new PlainError(`Node ${nodeVersion} is too old: install Node ${NODE_MAJOR}, then run this again.`);
  }
  if (!NODE_COMES_WITH_PACKAGES.includes(machine) && isOlder(nodeVersion, [NODE_MAJOR, 0])) {
    throw new PlainError(
      `On ${machine} Holdfast runs on your own Node, which has to be ${NODE_MAJOR} or newer; this is ${nodeVersion}. ` +
        `Install Node ${NODE_MAJOR}, then run this again.`,
    );
  }
  const npmVersion = /^npm\/(\S+)/.exec(userAgent ?? '')?.[1];
  if (npmVersion && isOlder(npmVersion, OLDEST_NPM)) {
    throw new PlainError(`npm ${npmVersion} is too old: run "npm install -g npm@11", then run this again.`);
  }
}

function isOlder(version, [major, minor]) {
  const [itsMajor, itsMinor] = version.split('.').map(Number);
  return itsMajor < major || (itsMajor === major && itsMinor < minor);
}

/** No package needs its install script (root package.json says so for npm 11), so older npms get the same. */
async function runNpmCi() {
  const { command, args } = npm();
  await runQuietly(command, [...args, 'ci', '--ignore-scripts', '--include=dev', '--include=optional']);
}

function isInstalled() {
  return read(stamp) === lockfileHash() || installedByHand();
}

/** Whether somebody ran npm by hand since the lockfile last changed. npm leaves its own record in node_modules. */
function installedByHand() {
  const record = statSync(path.join(modules, '.package-lock.json'), { throwIfNoEntry: false });
  return record !== undefined && record.mtimeMs >= statSync(lockfile).mtimeMs;
}

function lockfileHash() {
  return createHash('sha256').update(readFileSync(lockfile)).digest('hex');
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}
