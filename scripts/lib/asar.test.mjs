import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { expect, test } from 'vitest';
import { packAsar } from './asar.mjs';

test.each([
  [{}],
  [{ a: '' }],
  [{ 'package.json': '{"name":"x"}', 'main.mjs': 'Grüße\n'.repeat(1000), z: '1' }],
])("Electron's own reader finds every file in it", (texts) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'asar-'));
  const archive = path.join(folder, 'app.asar');
  writeFileSync(archive, packAsar(texts));
  expect(listPackage(archive).sort()).toEqual(
    Object.keys(texts)
      .map((name) => `/${name}`)
      .sort(),
  );
  for (const [name, text] of Object.entries(texts)) {
    expect(extractFile(archive, name).toString()).toBe(text);
  }
  rmSync(folder, { recursive: true });
});
