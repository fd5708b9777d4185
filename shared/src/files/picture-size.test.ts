import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pictureSize } from './picture-size.ts';

function bytes(...parts: (string | number[])[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? [...part].map((one) => one.charCodeAt(0)) : part)),
  );
}

const four = [0, 0, 0, 0];

test.each([
  ['PNG', bytes('\x89PNG\r\n\x1a\n', [0, 0, 0, 13], 'IHDR', [0, 0, 3, 32], [0, 0, 2, 88])],
  [
    'JPEG, behind what a camera noted',
    bytes([0xff, 0xd8, 0xff, 0xe1, 0, 6, 1, 2, 3, 4, 0xff, 0xff, 0xc2, 0, 17, 8, 2, 88, 3, 32]),
  ],
  ['GIF', bytes('GIF89a', [0x20, 3, 0x58, 2])],
  [
    'BMP that stands upside down',
    bytes('BM', new Array(16).fill(0), [0x20, 3, 0, 0], [0xa8, 0xfd, 255, 255]),
  ],
  ['WebP', bytes('RIFF', four, 'WEBPVP8 ', four, [0, 0, 0, 0x9d, 1, 0x2a], [0x20, 3, 0x58, 2])],
  ['lossless WebP', bytes('RIFF', four, 'WEBPVP8L', four, [0x2f], [0x1f, 0xc3, 0x95, 0])],
  ['large WebP', bytes('RIFF', four, 'WEBPVP8X', four, four, [0x1f, 3, 0], [0x57, 2, 0])],
  [
    'AVIF, by the largest of what is in it',
    bytes(
      four,
      'ftypavif',
      four,
      'ispe',
      four,
      [0, 0, 0, 9, 0, 0, 0, 9],
      'ispe',
      four,
      [0, 0, 3, 32, 0, 0, 2, 88],
    ),
  ],
])('reads the size of a %s', (_name, head) => {
  expect(pictureSize(head)).toEqual({ width: 800, height: 600 });
  // It may stand anywhere in a larger buffer.
  const within = new Uint8Array([1, 2, 3, ...head]).subarray(3);
  expect(pictureSize(within)).toEqual({ width: 800, height: 600 });
});

test('whatever the bytes are, it ends, and says a size or nothing', () => {
  const begins = ['\x89PNG\r\n\x1a\n', '\xff\xd8\xff', 'GIF89a', 'RIFF0000WEBPVP8X', 'BM', '0000ftypavif'];
  fc.assert(
    fc.property(fc.constantFrom(...begins), fc.uint8Array({ maxLength: 80 }), (begin, rest) => {
      const size = pictureSize(bytes(begin, [...rest]));
      expect(size === undefined || (size.width > 0 && size.height > 0)).toBe(true);
    }),
  );
  expect(pictureSize(bytes('PK'))).toBeUndefined();
});
