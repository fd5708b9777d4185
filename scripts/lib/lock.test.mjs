import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withLock } from './lock.mjs';

let folder;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Reads a number, lets others run, and writes it back one higher: lost updates show when two do it at once. */
const INCREMENT = `
  import { readFileSync, writeFileSync } from 'node:fs';
  import { setImmediate as others } from 'node:timers/promises';
  const [url, folder, counter] = process.argv.slice(1);
  const { withLock } = await import(url);
  await withLock('count', async () => {
    const count = Number(readFileSync(counter, 'utf8'));
    for (let turn = 0; turn < 500; turn += 1) await others();
    writeFileSync(counter, String(count + 1));
  }, folder);`;

test('processes that want it at once have it one after the other', async () => {
  const counter = path.join(folder, 'counter');
  writeFileSync(counter, '0');
  const url = new URL('lock.mjs', import.meta.url).href;
  const args = ['--input-type=module', '-e', INCREMENT, url, folder, counter];
  await Promise.all(Array.from({ length: 4 }, () => promisify(execFile)(process.execPath, args)));
  expect(readFileSync(counter, 'utf8')).toBe('4');
});

test('a lock that a dead process left is void', async () => {
  const { pid } = await promisify(execFile)(process.execPath, ['-p', 'process.pid']).then(({ stdout }) => ({
    pid: stdout.trim(),
  }));
  writeFileSync(path.join(folder, 'build'), pid);
  expect(await withLock('build', () => 'done', folder)).toBe('done');
});

test('is free again after work that failed', async () => {
  const failing = withLock('build', () => Promise.reject(new Error('no')), folder);
  await expect(failing).rejects.toThrow('no');
  expect(await withLock('build', () => 'done', folder)).toBe('done');
});
