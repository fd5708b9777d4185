import { randomBytes } from 'node:crypto';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { makeZip } from '../../test-support/make-zip.ts';
import { type InspectSettings, inspectFile } from './inspect-file.ts';
import { DEFAULT_REFUSED_KINDS } from './program-kinds.ts';

const MB = 1_000_000;

const settings: InspectSettings = {
  refusedKinds: DEFAULT_REFUSED_KINDS,
  picturePixels: 100 * MB,
  unpackedBytes: 20 * MB,
  unpackedRatio: 200,
};

function inspect(bytes: Uint8Array, more: Partial<InspectSettings> = {}) {
  return inspectFile(async (from, to) => bytes.subarray(from, to), bytes.length, { ...settings, ...more });
}

const kindOnly = (kind: string | null) => ({ kind, width: null, height: null });
const bomb = { refusal: 'bomb' };
const type = { refusal: 'type' };

/** A head, and the numbers that follow it at their places. */
function made(length: number, parts: Readonly<Record<number, string>>): Buffer {
  const bytes = Buffer.alloc(length);
  for (const [at, hex] of Object.entries(parts)) bytes.write(hex, Number(at), 'hex');
  return bytes;
}

const hexOf = (text: string) => Buffer.from(text, 'latin1').toString('hex');
const png = (width: string, height: string) =>
  made(60, { 0: `89504e470d0a1a0a0000000d${hexOf('IHDR')}${width}${height}0802000000` });
const gif = (width: string, height: string) => made(40, { 0: `${hexOf('GIF89a')}${width}${height}` });

/** A camera's words, one after the other, before the size. */
function longJpeg(height: string, width: string): Buffer {
  const words = Array.from({ length: 10 }, () => made(2 + 0xffff, { 0: 'ffe1ffff' }));
  return Buffer.concat([
    Buffer.from('ffd8', 'hex'),
    ...words,
    Buffer.from(`ffc0001108${height}${width}`, 'hex'),
  ]);
}

const zeros = Buffer.alloc(30 * MB);
const smallZip = makeZip([{ bytes: Buffer.from('Quarterly figures. '.repeat(100)) }]);
const zipBomb = makeZip([{ bytes: zeros }]);
/** 300 MB of nothing, by bzip2 -9. */
const bzip2Bomb = Buffer.from(
  `${'QlpoOTFBWSZTWQ4J4t8BX45AAMAAAAggADCATUZCoCWpCoCXMUFZJlNZDgni3wFfjkAAwAAACCAAMIBNRkKgJakKgJcx'}${'QVkmU1kOCeLfAV+OQADAAAAIIAAwgE1GQqAlqQqAlzFBWSZTWQ4J4t8BX45AAMAAAAggADCATUZCoCWpCoCXMUFZJlNZDgni3wFfjkAAwAAACCAAMIBNRkKgJakKgJcxQVkmU1kOCeLfAV+OQADAAAAIIAAwgE1GQqAlqQqAlzFBWSZTWXcjn6wAvHRAIMAAEAAACCAAMMwJqmmqQqC2pSFQXi7kinChIQEEDIg='}`,
  'base64',
);
/** An index of one block that becomes 268 MB, and the end of a stream behind it. */
const xzBomb = Buffer.from(
  `fd377a585a00000000000000${'00'.repeat(40)}00010c${'8080808001'}00000000${'00'.repeat(4)}${'00'.repeat(4)}03000000${'0000'}595a`,
  'hex',
);

test.each<[string, Buffer, object]>([
  ['a picture', png('00000280', '000001e0'), { kind: 'image/png', width: 640, height: 480 }],
  ['a moving picture', gif('0a00', '1400'), { kind: 'image/gif', width: 10, height: 20 }],
  [
    'a picture behind many words of a camera',
    longJpeg('0064', '00c8'),
    { kind: 'image/jpeg', width: 200, height: 100 },
  ],
  [
    'a picture that ends before it says its size',
    png('00000280', '000001e0').subarray(0, 18),
    kindOnly('image/png'),
  ],
  ['a page with a script', Buffer.from('<!doctype html><script>alert(1)</script>'), kindOnly('text/plain')],
  [
    'a drawing with a script',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    kindOnly('text/plain'),
  ],
  [
    'a text that begins as a program does',
    Buffer.from(`MZ-80 manual. ${'More of it. '.repeat(20)}`),
    kindOnly('text/plain'),
  ],
  [
    'a text that begins as a picture does',
    Buffer.from('BMW service report of the second quarter.'),
    kindOnly('text/plain'),
  ],
  ['a text in UTF-16', Buffer.from('\ufeffGrüße aus Köln', 'utf16le'), kindOnly('text/plain')],
  [
    'a document that is a page too',
    Buffer.from('%PDF-1.7\n<html><script>alert(1)</script>'),
    kindOnly('application/pdf'),
  ],
  ['a script of a shell', Buffer.from('#!/bin/sh\nrm -rf .\n'), kindOnly('text/plain')],
  [
    'an old document of Word',
    made(4_096, { 0: 'd0cf11e0a1b11ae1', 30: '0900', 48: '01000000' }),
    kindOnly('application/x-cfb'),
  ],
  ['bytes that nobody knows', Buffer.from('00017f0480ff00', 'hex'), kindOnly(null)],
  ['nothing', Buffer.alloc(0), kindOnly(null)],
])('security item 38: %s is what its bytes say', async (_, bytes, expected) => {
  expect(await inspect(bytes)).toEqual(expected);
});

test.each<[string, Buffer]>([
  ['a program of Windows', made(200, { 0: '4d5a', 60: '80000000', 128: '50450000' })],
  ['an old program of Windows', made(200, { 0: '4d5a9000', 60: '80000000', 128: '4e45' })],
  ['a program of Linux', made(200, { 0: '7f454c460201010000' })],
  ['a program of macOS', made(200, { 0: 'cffaedfe0700000103000000' })],
  ['a program of macOS for two machines', made(200, { 0: 'cafebabe00000002' })],
  ['a shortcut of Windows', made(200, { 0: '4c0000000114020000000000c000000000000046' })],
  [
    'an installer of Windows',
    made(4_096, {
      0: 'd0cf11e0a1b11ae1',
      30: '0900',
      48: '01000000',
      1104: '84100c0000000000c000000000000046',
    }),
  ],
])('security item 38: %s is not taken, unless the administrator says otherwise', async (_, bytes) => {
  expect(await inspect(bytes)).toEqual(type);
  expect(await inspect(bytes, { refusedKinds: [] })).not.toEqual(type);
});

test.each<[string, Buffer]>([
  ['a picture of too many pixels', png('00007530', '00007530')],
  ['a moving picture of too many pixels', gif('ffff', 'ffff')],
  ['a picture that says it late', longJpeg('ffff', 'ffff')],
  ['a zip', zipBomb],
  ['a zip with more behind it', Buffer.concat([zipBomb, Buffer.from('more')])],
  ['a zip behind a picture', Buffer.concat([gif('0100', '0100'), zipBomb])],
  [
    'a zip whose files lie in one another',
    makeZip([{ bytes: randomBytes(500) }, { bytes: randomBytes(500), at: 10 }]),
  ],
  ['a zip whose file is larger than its list says', makeZip([{ bytes: zeros, claimed: 100 }])],
  [
    'a zip of zips',
    makeZip(Array.from({ length: 4 }, () => ({ bytes: makeZip([{ bytes: zeros.subarray(0, 6 * MB) }]) }))),
  ],
  ['a zip of a gzip', makeZip([{ bytes: gzipSync(zeros) }], 'stored')],
  ['a gzip', gzipSync(zeros)],
  ['a gzip of a gzip', gzipSync(gzipSync(zeros))],
  [
    'two gzips, one behind the other',
    Buffer.concat([gzipSync(zeros.subarray(0, 15 * MB)), gzipSync(zeros.subarray(0, 15 * MB))]),
  ],
  ['a zstd', zstdCompressSync(zeros)],
  [
    'a zstd behind frames that are passed over',
    Buffer.concat([Buffer.from('502a4d1804000000abcdabcd', 'hex'), zstdCompressSync(zeros)]),
  ],
  ['a bzip2', bzip2Bomb],
  ['an xz', xzBomb],
])('security item 38: %s that would burst whoever opens it is not taken', async (_, bytes) => {
  expect(await inspect(bytes)).toEqual(bomb);
});

test('security item 38: archives in archives in archives come to an end', async () => {
  let bytes = smallZip;
  for (let depth = 0; depth < 5; depth += 1) bytes = makeZip([{ bytes }]);
  expect(await inspect(bytes)).toEqual(kindOnly('application/zip'));
  for (let depth = 0; depth < 5; depth += 1) bytes = makeZip([{ bytes }]);
  expect(await inspect(bytes)).toEqual(bomb);
});

test('what is packed well but is not much bursts nothing', async () => {
  const limits = { unpackedBytes: 1_000 * MB };
  expect(await inspect(makeZip([{ bytes: zeros }]), limits)).toEqual(kindOnly('application/zip'));
  expect(await inspect(gzipSync(zeros), limits)).toEqual(kindOnly('application/gzip'));
});

test.each<[string, Buffer, string]>([
  ['zip', smallZip, 'application/zip'],
  ['zip with a password', makeZip([{ bytes: randomBytes(5_000), encrypted: true }]), 'application/zip'],
  ['gzip', gzipSync(randomBytes(5_000)), 'application/gzip'],
  ['zstd', zstdCompressSync(randomBytes(5_000)), 'application/zstd'],
])('an honest %s is taken', async (_, bytes, kind) => {
  expect(await inspect(bytes)).toEqual(kindOnly(kind));
});

test('security item 38: whatever is cut off or broken is looked at without a fault', async () => {
  const samples = [
    smallZip,
    gzipSync(randomBytes(300)),
    zstdCompressSync(randomBytes(300)),
    bzip2Bomb,
    xzBomb,
  ];
  samples.push(png('00000280', '000001e0'), longJpeg('0064', '00c8').subarray(0, 400));
  for (const sample of samples) {
    for (let length = 0; length < sample.length; length += 7) {
      const broken = Buffer.from(sample);
      broken.writeUInt8(0xff, length);
      await inspect(sample.subarray(0, length));
      await inspect(broken);
    }
  }
});

test('a disk that fails is not taken for a broken archive', async () => {
  const failing = async (from: number, to: number) => {
    if (from > 0) throw new Error('The disk failed.');
    return zipBomb.subarray(from, to);
  };
  const size = zipBomb.length + 100_000;
  await expect(inspectFile(failing, size, settings)).rejects.toThrow('The disk failed.');
});
