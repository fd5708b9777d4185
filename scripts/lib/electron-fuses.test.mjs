import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { setFuses } from './electron-fuses.mjs';

const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
let folder;
let binary;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'fuses-'));
  binary = path.join(folder, 'electron');
});
afterEach(() => rmSync(folder, { recursive: true }));

test("sets the fuses that are asked for, as Electron's own tool reads them, and nothing else", async () => {
  writeFileSync(binary, `before${SENTINEL}\x01\x0800001101after`);
  setFuses(binary, { runAsNode: true, nodeCliInspect: true, onlyLoadAppFromAsar: false });
  expect(readFileSync(binary, 'latin1')).toBe(`before${SENTINEL}\x01\x0810011001after`);
  const wire = await getCurrentFuseWire(binary);
  expect(String.fromCharCode(wire[FuseV1Options.RunAsNode])).toBe('1');
  expect(String.fromCharCode(wire[FuseV1Options.EnableNodeCliInspectArguments])).toBe('1');
  expect(String.fromCharCode(wire[FuseV1Options.OnlyLoadAppFromAsar])).toBe('0');
});

test('refuses a binary without fuses, with an unknown wire, or without the fuse', () => {
  writeFileSync(binary, 'no electron');
  expect(() => setFuses(binary, { runAsNode: true })).toThrow('no fuses');
  writeFileSync(binary, `${SENTINEL}\x02\x0800000000`);
  expect(() => setFuses(binary, { runAsNode: true })).toThrow('unknown version');
  writeFileSync(binary, `${SENTINEL}\x01\x0200`);
  expect(() => setFuses(binary, { nodeOptions: true })).toThrow('has no fuse nodeOptions');
});
