import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { unzip } from './zip.mjs';

let folder;
let archive;
let out;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'zip-'));
  archive = path.join(folder, 'archive.zip');
  out = path.join(folder, 'out');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Writes a zip of entries `{ name, text, method, mode }` (method 8 deflated, 0 stored), with a comment at its end. */
function pack(entries) {
  const bodies = [];
  const directory = [];
  let offset = 0;
  for (const { name, text = '', method = 8, mode = 0o100644 } of entries) {
    const data = method === 8 ? deflateRawSync(text) : Buffer.from(text);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(method, 10);
    central.writeUInt32LE(data.length, 20);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE((mode << 16) >>> 0, 38);
    central.writeUInt32LE(offset, 42);
    bodies.push(local, Buffer.from(name), data);
    directory.push(central, Buffer.from(name));
    offset += local.length + name.length + data.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(7, 20);
  writeFileSync(archive, Buffer.concat([...bodies, list, end, Buffer.from('comment')]));
}

function readOut(name) {
  return readFileSync(path.join(out, name), 'utf8');
}

test('unpacks deflated, stored and empty files with their modes', async () => {
  const long = 'a line of text\n'.repeat(100_000);
  pack([
    { name: 'app/' },
    { name: 'app/long', text: long },
    { name: 'app/run', text: '#!/bin/sh', method: 0, mode: 0o100755 },
    { name: 'app/empty' },
  ]);
  await unzip(archive, out);
  expect(readOut('app/long')).toBe(long);
  expect(readOut('app/run')).toBe('#!/bin/sh');
  expect(readOut('app/empty')).toBe('');
  expect(statSync(path.join(out, 'app/run')).mode & 0o111).not.toBe(0);
  expect(statSync(path.join(out, 'app/long')).mode & 0o111).toBe(0);
});

test('puts files where it is told, and leaves out those without a place', async () => {
  pack([
    { name: 'Cypress/Cypress', text: 'program' },
    { name: 'Cypress/secret', text: 'x' },
  ]);
  await unzip(archive, out, (name) => (name.endsWith('secret') ? null : 'dist/electron'));
  expect(readOut('dist/electron')).toBe('program');
  expect(existsSync(path.join(out, 'Cypress'))).toBe(false);
});

test('never writes outside the folder', async () => {
  pack([{ name: '../escaped', text: 'x' }]);
  await expect(unzip(archive, out)).rejects.toThrow('outside');
  expect(existsSync(path.join(folder, 'escaped'))).toBe(false);
});

test('refuses symbolic links, unknown compression, and what is not a zip', async () => {
  pack([{ name: 'link', text: '/etc', mode: 0o120777 }]);
  await expect(unzip(archive, out)).rejects.toThrow('symbolic link');
  pack([{ name: 'odd', text: 'x', method: 14 }]);
  await expect(unzip(archive, out)).rejects.toThrow('unknown compression');
  writeFileSync(archive, 'something else');
  await expect(unzip(archive, out)).rejects.toThrow('not a zip');
});
