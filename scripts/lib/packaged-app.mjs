import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { node, runQuietly } from './command.mjs';
import { newFeedKey, publicKeyOf } from './feed-signing.mjs';
import { drawIcons } from './icon-files.mjs';
import { packArguments, packTools } from './pack-arguments.mjs';
import { cache, modules, root } from './paths.mjs';
import { keepPrivate } from './private-file.mjs';
import { step } from './say.mjs';

const BUILDER = path.join(modules, 'electron-builder/cli.js');
const home = path.join(cache, 'packaged');
/** The key that signs the updates which tests publish, and that the tested packages trust. */
const keyFile = path.join(home, 'update-key.pem');
/** Tests put their own file host in its place. */
const NOWHERE = 'http://127.0.0.1:1/';

/**
 * Packages the built app twice, as folders: `hardened`, as people get it, and `testable`, which is the same but for
 * one fuse, so that a test can steer it. Does nothing where both are of this build already. Resolves to their
 * programs, and the file of the key that signs updates for them.
 */
export async function packageForTests(electron) {
  const key = keepPrivate(keyFile, () => newFeedKey().privateKey);
  const made = read(path.join(cache, 'desktop-build')) + read(path.join(root, 'electron-builder.yml'));
  const stamp = path.join(home, 'stamp');
  if (read(stamp) !== made) {
    rmSync(stamp, { force: true });
    drawIcons();
    await step('Packaging the app', () => pack(electron, 'hardened', key, []));
    const fuse = ['-c.electronFuses.enableNodeCliInspectArguments=true'];
    await step('Packaging it for tests', () => pack(electron, 'testable', key, fuse));
    mkdirSync(home, { recursive: true });
    writeFileSync(stamp, made);
  }
  return { hardened: programIn('hardened'), testable: programIn('testable'), keyFile };
}

function pack(electron, name, key, more) {
  const env = { HOLDFAST_UPDATE_FEED: NOWHERE, HOLDFAST_UPDATE_KEY: publicKeyOf(key) };
  const output = `-c.directories.output=${path.join(home, name)}`;
  const args = packArguments(electron, ['--dir', output, ...more], env);
  return runQuietly(node(), [BUILDER, ...args, '--publish', 'never'], { env: packTools(electron) });
}

/** The program of a package that lies unpacked, on whichever system. */
function programIn(name) {
  const folder = path.join(home, name);
  const unpacked = readdirSync(folder).find((entry) => /^(mac|(linux|win)\S*-unpacked)/.test(entry));
  const inside = { darwin: 'Holdfast.app/Contents/MacOS/Holdfast', win32: 'Holdfast.exe' };
  return path.join(folder, unpacked, inside[process.platform] ?? 'holdfast');
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
