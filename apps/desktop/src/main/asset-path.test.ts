import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assetPath, assetType } from './asset-path.ts';

test('serves the page and its assets', () => {
  expect(assetPath('holdfast://app/')).toBe('index.html');
  expect(assetPath('holdfast://app/assets/index-B2.js?v=1#top')).toBe('assets/index-B2.js');
});

test.each([
  'holdfast://app',
  'holdfast://other/index.html',
  'holdfast://app.example/index.html',
  'https://app/index.html',
  'holdfast://app/../main/index.js',
  'holdfast://app/assets/../../main/index.js',
  'holdfast://app/%2e%2e/main/index.js',
  'holdfast://app/..%2fmain/index.js',
  'holdfast://app/..\\main\\index.js',
  'holdfast://app//etc/passwd',
  'holdfast://app/C:/windows/win.ini',
  'holdfast://app/index.html%00.png',
  'holdfast://app/.env',
])('refuses %s', (url) => {
  expect(assetPath(url)).toBeUndefined();
});

test('SECURITY 3: never leads out of its folder, whatever is asked', () => {
  const part = fc.oneof(fc.constantFrom('..', '.', '', '%2e%2e', '\\', 'a', 'C:', '%2f', '~'), fc.string());
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const found = assetPath(`holdfast://app/${parts.join('/')}`);
      if (found === undefined) return;
      const root = path.resolve('/app/out/renderer');
      expect(path.resolve(root, found).startsWith(`${root}${path.sep}`)).toBe(true);
      expect(found).not.toContain('%');
    }),
    { numRuns: 2_000 },
  );
});

test('gives nothing unknown a type that runs', () => {
  expect(assetType('assets/a.js')).toMatch('text/javascript');
  expect(assetType('assets/a.exe')).toBe('application/octet-stream');
});
