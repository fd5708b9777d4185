import { spawnSync } from 'node:child_process';
import { runQuietly } from './command.mjs';
import { PlainError } from './plain-error.mjs';
import { step } from './say.mjs';

/**
 * What Debian and Ubuntu must have installed, by what it is for. Where newer releases renamed a package, the names
 * stand side by side; any of them will do.
 */
const PACKAGES = {
  window: [
    ['libgtk-3-0', 'libgtk-3-0t64'],
    ['libnss3'],
    ['libgbm1'],
    ['libasound2', 'libasound2t64'],
    ['libnotify4'],
    ['libsecret-1-0'],
    ['libxss1'],
    ['libxtst6'],
    ['fonts-dejavu-core'],
    ['fonts-noto-color-emoji'],
  ],
  virtualDisplay: [['xvfb'], ['xauth']],
  sessionBus: [['dbus'], ['dbus-x11']],
  keyring: [['gnome-keyring']],
  proxies: [['haproxy'], ['nginx-light', 'nginx', 'nginx-full', 'nginx-extras'], ['openssl']],
  databases: [['postgresql'], ['redis-server']],
};

/** What a window needs on this machine: its libraries, and a display and a session bus where there is none. */
export function packagesForWindows(env = process.env) {
  const needed = ['window'];
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) needed.push('virtualDisplay');
  if (!env.DBUS_SESSION_BUS_ADDRESS) needed.push('sessionBus');
  return needed;
}

/** What the tests need: always a session bus of their own, a key store, the proxies of deploy/, and the databases of many processes. */
export function packagesForTests(env = process.env) {
  return [...new Set([...packagesForWindows(env), 'sessionBus', 'keyring', 'proxies', 'databases'])];
}

/**
 * Makes sure that the packages of the named groups are installed. As root it installs what is missing; otherwise
 * it throws a PlainError with the one command to run. Does nothing where there is no dpkg.
 */
export async function ensureSystemPackages(groups) {
  const wanted = groups.flatMap((group) => PACKAGES[group]);
  const missing = findMissing(wanted);
  if (missing.length === 0) return;
  if (process.getuid() !== 0) throw new PlainError(explain(missing));
  await step('Installing system packages', (note) => install(missing, note));
}

function findMissing(wanted) {
  if (process.platform !== 'linux') return [];
  const installed = listInstalled(wanted.flat());
  return installed ? wanted.filter((names) => !names.some((name) => installed.has(name))) : [];
}

/** The names out of `names` that are installed, or null where there is no dpkg to ask. */
function listInstalled(names) {
  const format = `-f=\${Package} \${db:Status-Status}\n`;
  const lines = query('dpkg-query', ['-W', format, ...names]);
  return (
    lines && new Set(lines.filter((line) => line.endsWith(' installed')).map((line) => line.split(' ')[0]))
  );
}

async function install(missing, note) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  note('reading the package lists');
  await runQuietly('apt-get', ['update'], { env });
  const names = chooseNames(missing);
  note(names.join(' '));
  const patient = ['-o', 'DPkg::Lock::Timeout=120'];
  await runQuietly('apt-get', [...patient, 'install', '-y', '--no-install-recommends', ...names], { env });
}

function explain(missing) {
  const names = chooseNames(missing).join(' ');
  return `System packages are missing. Run this once, then try again:
  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names}`;
}

/** Of each package's names, the one that this release can install. */
function chooseNames(missing) {
  const lines = query('apt-cache', ['policy', ...missing.flat()]) ?? [];
  const known = new Set();
  let current = '';
  for (const line of lines) {
    if (!line.startsWith(' ')) current = line.replace(/:$/, '');
    else if (/^ {2}Candidate: (?!\(none\))/.test(line)) known.add(current);
  }
  return missing.map((names) => names.find((name) => known.has(name)) ?? names[0]);
}

/**
 * The lines that a query prints, whatever its exit code (dpkg-query's is 1 when it does not know one of the names);
 * null where there is no such program.
 */
function query(command, args) {
  const result = spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
  return result.error ? null : result.stdout.split('\n');
}
