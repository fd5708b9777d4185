import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Arguments of fpm that stand alone; every other one is followed by its value. */
const FLAGS = new Set(['--force', '--debug']);
/** Arguments that may come again. */
const LISTS = new Set(['-d', '--deb-recommends']);
/** Scripts that dpkg runs, by the argument that names them. */
const SCRIPTS = {
  '--before-install': 'preinst',
  '--after-install': 'postinst',
  '--before-remove': 'prerm',
  '--after-remove': 'postrm',
};

/**
 * Reads the arguments with which electron-builder calls fpm: `values` (`--name` → text; a list for those that come
 * again) and `files` (`{ from, to }`, a folder or file and its place in the package).
 */
export function readFpmArguments(args) {
  const values = {};
  const files = [];
  for (let place = 0; place < args.length; place += 1) {
    const arg = args[place];
    if (FLAGS.has(arg)) continue;
    if (!arg.startsWith('-')) {
      const split = arg.lastIndexOf('=');
      files.push({ from: arg.slice(0, split), to: arg.slice(split + 1) });
      continue;
    }
    place += 1;
    values[arg] = LISTS.has(arg) ? [...(values[arg] ?? []), args[place]] : args[place];
  }
  return { values, files };
}

/** The control file of a package with these arguments, whose files have so many bytes. */
export function controlFile(values, bytes) {
  const [summary = values['--name'], ...more] = values['--description']
    .split('\n')
    .map((line) => line.trim());
  const fields = {
    Package: values['--name'].toLowerCase(),
    Version: values['--version'],
    Architecture: values['--architecture'],
    Maintainer: values['--maintainer'],
    'Installed-Size': Math.ceil(bytes / 1024),
    Depends: values['-d']?.join(', '),
    Recommends: values['--deb-recommends']?.join(', '),
    Section: values['--category'] ?? 'default',
    Priority: values['--deb-priority'],
    Homepage: values['--url'],
    Description: [summary, ...more.map((line) => ` ${line || '.'}`)].join('\n'),
  };
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return `${given.map(([name, value]) => `${name}: ${value}`).join('\n')}\n`;
}

/** Makes a Debian package of what fpm's `args` say, with dpkg-deb. Throws where they ask for anything else. */
export function buildDeb(args) {
  const { values, files } = readFpmArguments(args);
  if (values['-t'] !== 'deb') throw new Error(`only deb packages can be made here, not ${values['-t']}`);
  const root = mkdtempSync(path.join(tmpdir(), 'holdfast-deb-'));
  try {
    for (const file of files) place(file, root);
    openFolders(root);
    describe(root, values);
    mkdirSync(path.dirname(values['--package']), { recursive: true });
    const compression = values['--deb-compression'] ?? 'xz';
    const how = ['--root-owner-group', `-Z${compression === 'gz' ? 'gzip' : compression}`, '-z1'];
    execFileSync('dpkg-deb', [...how, '--build', root, values['--package']], { stdio: 'inherit' });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function place({ from, to }, root) {
  const target = path.join(root, to);
  mkdirSync(path.dirname(target), { recursive: true });
  if (!statSync(from).isDirectory()) return copyFileSync(from, target);
  cpSync(from, target, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
}

/** Everybody may go into the package's folders, whatever the mask of whoever builds it says. */
function openFolders(folder) {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) openFolders(path.join(folder, entry.name));
  }
}

function describe(root, values) {
  const bytes = sizeOf(root);
  const about = path.join(root, 'DEBIAN');
  mkdirSync(about);
  writeFileSync(path.join(about, 'control'), controlFile(values, bytes));
  for (const [argument, name] of Object.entries(SCRIPTS)) {
    if (values[argument] === undefined) continue;
    copyFileSync(values[argument], path.join(about, name));
    chmodSync(path.join(about, name), 0o755);
  }
}

function sizeOf(folder) {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.reduce(
    (sum, file) => sum + statSync(path.join(file.parentPath ?? file.path, file.name)).size,
    0,
  );
}
