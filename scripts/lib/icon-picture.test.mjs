import { readFileSync } from 'node:fs';
import path from 'node:path';
import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { drawIcon, readIcon } from './icon-picture.mjs';
import { desktop } from './paths.mjs';
import { encodePng } from './png.mjs';

const svg = readFileSync(path.join(desktop, 'build/icon.svg'), 'utf8');

test('the icon is drawn as its SVG says: clear corners, its ground, and its line', () => {
  const pixels = drawIcon(readIcon(svg), 32);
  const at = (x, y) => [...pixels.subarray((y * 32 + x) * 4, (y * 32 + x) * 4 + 4)];
  expect(at(0, 0)[3]).toBe(0);
  expect(at(26, 16)).toEqual([0x0f, 0x6f, 0x67, 255]);
  expect(at(10, 16)).toEqual([255, 255, 255, 255]);
  // The end of the quarter circle.
  expect(at(20, 21)).toEqual([255, 255, 255, 255]);
});

test('an icon that cannot be drawn is an error, not another picture', () => {
  expect(() => readIcon(svg.replace('v18', 'q1 1 2 2'))).toThrow('not known here');
  expect(() => readIcon('<svg/>')).toThrow('The icon has no');
});

test('a picture is a PNG file with its pixels', () => {
  const pixels = drawIcon(readIcon(svg), 16);
  const png = encodePng(16, pixels);
  const at = png.indexOf('IDAT');
  const rows = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)));
  expect(rows).toHaveLength(16 * (1 + 16 * 4));
  expect(rows.subarray(1, 65)).toEqual(Buffer.from(pixels.subarray(0, 64)));
});
