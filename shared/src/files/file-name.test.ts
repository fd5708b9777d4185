import fc from 'fast-check';
import { expect, test } from 'vitest';
import { endingOf, fileNameSchema, LONGEST_NAME, safeFileName } from './file-name.ts';

test.each([
  ['Invoice.pdf', 'Invoice.pdf'],
  ['../../etc/passwd', 'etc passwd'],
  ['C:\\Windows\\win.ini', 'C Windows win.ini'],
  ['.bashrc', 'bashrc'],
  ['Report. ', 'Report'],
  ['photo\u202egpj.exe', 'photo gpj.exe'],
  ['a\u200bb\u00adc\u061cd.txt', 'a b c d.txt'],
  ['con', '_con'],
  ['NUL .txt', '_NUL .txt'],
  ['com¹.log', '_com¹.log'],
  ['contract.pdf', 'contract.pdf'],
  ['broken \ud800 name', 'broken name'],
  ['  many   words  .md', 'many words .md'],
  ['e\u0301te\u0301.png', 'été.png'],
  ['📷 فاتورة.jpg', '📷 فاتورة.jpg'],
  ['///', 'file'],
  ['', 'file'],
])('38: %j is kept as %j', (name, safe) => {
  expect(safeFileName(name)).toBe(safe);
});

test('a long name keeps its ending, and no character is cut in two', () => {
  expect(safeFileName(`${'x'.repeat(300)}.tar.gz`)).toBe(`${'x'.repeat(117)}.gz`);
  const japanese = safeFileName(`${'写'.repeat(200)}.jpeg`);
  expect(japanese).toBe(`${'写'.repeat(78)}.jpeg`);
  expect(safeFileName('👩🏽‍🚒'.repeat(80))).toMatch(/^(👩🏽 🚒)+/u);
  expect(endingOf('Photo.JPG')).toBe('jpg');
  expect(endingOf('README')).toBe('');
});

const pieces = fc.oneof(
  fc.constantFrom(
    '.',
    ' ',
    'con',
    'NUL',
    '_',
    '/',
    '\u202e',
    '\u0301',
    '\ud800',
    '\udc00',
    '😀',
    '.pdf',
    'İ',
  ),
  fc.constantFrom('a'.repeat(119), '写'.repeat(60), '\u1100\u1161', '\u3000', '\u0085'),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const names = fc.array(pieces, { maxLength: 10 }).map((parts) => parts.join(''));

test('38: whatever a file was called, its safe name is taken everywhere and stays as it is', () => {
  fc.assert(
    fc.property(names, (name) => {
      const safe = safeFileName(name);
      expect(safeFileName(safe)).toBe(safe);
      expect(fileNameSchema.safeParse(safe).success).toBe(true);
      expect(safe.length).toBeLessThanOrEqual(LONGEST_NAME);
      expect(bytesOf(safe)).toBeLessThanOrEqual(240);
      expect(safe).not.toMatch(/[/\\:]|^[. ]|[. ]$/);
    }),
    { numRuns: 2_000 },
  );
});

/** In UTF-8. Throws where a text holds half of a character. */
function bytesOf(text: string): number {
  return encodeURIComponent(text).replaceAll(/%../g, 'x').length;
}
