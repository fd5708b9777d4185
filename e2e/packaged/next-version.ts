import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createPackageWithOptions, extractAll } from '@electron/asar';
import { handedOver } from './run-package.ts';

const root = path.resolve(import.meta.dirname, '../..');
const electronVite = path.join(root, 'node_modules/electron-vite/bin/electron-vite.js');
const config = path.join(import.meta.dirname, 'next-version.config.ts');
const built = path.join(root, '.cache/packaged/next-main');

/**
 * Builds the next version of the package: this one with another number and an engine that has one more step in the
 * shape of its file. Linux only. Gives its program, in `folder`, which must not exist.
 */
export async function makeNextVersion(folder: string, version: string): Promise<string> {
  const program = handedOver('HOLDFAST_HARDENED');
  execFileSync(process.execPath, [electronVite, 'build', '--config', config], {
    cwd: path.join(root, 'apps/desktop'),
    stdio: 'pipe',
  });
  // Links cost nothing; what differs is removed before it is written anew.
  execFileSync('cp', ['-al', path.dirname(program), folder]);
  const archive = path.join(folder, 'resources/app.asar');
  const content = path.join(folder, 'content');
  extractAll(archive, content);
  rmSync(archive);
  rmSync(`${archive}.unpacked`, { recursive: true });
  rmSync(path.join(content, 'out/main'), { recursive: true });
  cpSync(built, path.join(content, 'out/main'), { recursive: true });
  const manifest = path.join(content, 'package.json');
  writeFileSync(manifest, JSON.stringify({ ...JSON.parse(readFileSync(manifest, 'utf8')), version }));
  await createPackageWithOptions(content, archive, { unpack: '**/*.node' });
  rmSync(content, { recursive: true });
  return path.join(folder, path.basename(program));
}
