import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { readJsonFile, writeJsonFile } from './json-file.ts';

test('a file that cannot be written is said, does not end the app, and leaves the old one whole', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-json-'));
  const file = path.join(folder, 'window.json');
  const schema = z.object({ width: z.number() });
  expect(writeJsonFile(file, { width: 1 })).toBe(true);
  // A folder in the draft's place stands for a disk that refuses to write.
  mkdirSync(`${file}.new`);
  expect(writeJsonFile(file, { width: 2 })).toBe(false);
  expect(readJsonFile(file, schema)).toEqual({ width: 1 });
  expect(readdirSync(folder).sort()).toEqual(['window.json', 'window.json.new']);
  rmSync(folder, { recursive: true });
});
