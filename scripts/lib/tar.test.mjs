import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { extractFromTar } from './tar.mjs';

let folder;
let archive;
let target;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tar-'));
  archive = path.join(folder, 'archive.tgz');
  target = path.join(folder, 'extracted');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Makes the archive with the system's tar, which every system that has npm's packages as tars has. */
function pack(files) {
  mkdirSync(path.join(folder, 'package'));
  for (const [name, bytes] of Object.entries(files)) writeFileSync(path.join(folder, 'package', name), bytes);
  const names = Object.keys(files).map((name) => `package/${name}`);
  execFileSync('tar', ['--format=ustar', '-czf', archive, '-C', folder, ...names]);
}

test.each([0, 1, 511, 512, 513, 3_000_000])('extracts a file of %i bytes among others', async (size) => {
  const wanted = randomBytes(size);
  pack({ before: randomBytes(700), wanted, after: randomBytes(1000) });
  await extractFromTar(archive, 'package/wanted', target);
  expect(readFileSync(target).equals(wanted)).toBe(true);
});

test('refuses an archive without the file', async () => {
  pack({ other: 'x' });
  await expect(extractFromTar(archive, 'package/wanted', target)).rejects.toThrow('holds no package/wanted');
});

test('refuses an archive that is cut short', async () => {
  pack({ wanted: randomBytes(100_000) });
  truncateSync(archive, 50_000);
  await expect(extractFromTar(archive, 'package/wanted', target)).rejects.toThrow();
});
