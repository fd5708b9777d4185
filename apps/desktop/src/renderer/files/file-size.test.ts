import { afterEach, expect, test } from 'vitest';
import { setLocale } from '../ui/locale.ts';
import { writeSize } from './file-size.ts';

afterEach(() => setLocale('en-GB'));

test('sizes are written in the largest unit of which there is one', () => {
  expect([0, 1, 1_023, 1_024, 1_536].map(writeSize)).toEqual([
    '0 bytes',
    '1 byte',
    '1,023 bytes',
    '1 kB',
    '1.5 kB',
  ]);
  expect([150 * 1_024, 4.25 * 1_024 ** 2, 2 * 1_024 ** 3, 2 ** 40].map(writeSize)).toEqual([
    '150 kB',
    '4.3 MB',
    '2 GB',
    '1 TB',
  ]);
});

test('and as one writes there', () => {
  setLocale('de-u-nu-latn');
  expect(writeSize(1_536)).toBe('1,5 kB');
});
