import { expect, test } from 'vitest';
import { readTable, writeTable } from './cell-table.ts';

test.each([
  [
    '8\t7.5\n4\t',
    [
      ['8', '7.5'],
      ['4', ''],
    ],
  ],
  [
    '8\t4\r\n1\t2\r\n',
    [
      ['8', '4'],
      ['1', '2'],
    ],
  ],
  ['8', [['8']]],
  ['', []],
  ['\t8', [['', '8']]],
  ['8\n\n4\n', [['8'], [''], ['4']]],
  [
    '"two\nlines"\t"say ""hi"""\n1\t2',
    [
      ['two\nlines', 'say "hi"'],
      ['1', '2'],
    ],
  ],
  ['"open\t1', [['"open', '1']]],
  ['say "8"\t4', [['say "8"', '4']]],
])('%j is read as a program for tables means it', (text, table) => {
  expect(readTable(text)).toEqual(table);
});

test('what is written is read again as it was', () => {
  const table = [
    ['8', '', '4'],
    ['', '7.5', ''],
    ['1', '2', '3'],
  ];
  expect(readTable(writeTable(table))).toEqual(table);
});
