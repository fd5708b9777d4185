// @vitest-environment happy-dom
import '../hooks/test-support/counting-bridge.ts';

import { expect, test } from 'vitest';
import type { FileSource } from './file-source.ts';
import { type Look, lookAt } from './look-at.ts';

const MEBIBYTE = 1024 * 1024;

/** A file that begins with these bytes; the rest of it is zeros that nobody reads. */
function file(head: readonly number[] | string, size?: number): FileSource {
  const bytes = typeof head === 'string' ? [...new TextEncoder().encode(head)] : head;
  return {
    hash: '',
    size: size ?? bytes.length,
    read: async (from, to) => ({ ok: true, value: { bytes: Uint8Array.from(bytes).subarray(from, to) } }),
  };
}

function png(width: number, height: number): number[] {
  const head = new DataView(new ArrayBuffer(33));
  for (const [at, byte] of [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13].entries())
    head.setUint8(at, byte);
  for (const [at, letter] of [...'IHDR'].entries()) head.setUint8(12 + at, letter.charCodeAt(0));
  head.setUint32(16, width);
  head.setUint32(20, height);
  return [...new Uint8Array(head.buffer), ...new Array(16).fill(0)];
}

const wav = [...new TextEncoder().encode('RIFF....WAVEfmt '), ...new Array(40).fill(0)];

test.each<[string, FileSource, Look]>([
  ['a picture', file(png(640, 480)), { as: 'picture', kind: 'image/png' }],
  ['a picture with too many pixels', file(png(9_000, 9_000)), { as: 'nothing', why: 'too-large' }],
  ['a picture with too many bytes', file(png(640, 480), 65 * MEBIBYTE), { as: 'nothing', why: 'too-large' }],
  ['a picture that does not say its size', file(png(0, 480)), { as: 'nothing', why: 'broken' }],
  ['a document of any size', file('%PDF-1.7\n', 900 * MEBIBYTE), { as: 'pdf' }],
  ['sound', file(wav), { as: 'sound', kind: 'audio/wav' }],
  ['sound that is too long', file(wav, 129 * MEBIBYTE), { as: 'nothing', why: 'too-large' }],
  ['a page of the web', file('<html><script>alert(1)</script></html>'), { as: 'text' }],
  [
    'a drawing with code in it',
    file('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'),
    { as: 'text' },
  ],
  ['bytes that nobody knows', file([1, 2, 3, 0, 255, 254]), { as: 'nothing', why: 'unknown' }],
  ['nothing', file(''), { as: 'nothing', why: 'empty' }],
])('SECURITY 38: %s is shown as what its bytes are', async (_name, source, look) => {
  expect(await lookAt(source)).toEqual(look);
});
