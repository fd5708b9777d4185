import { CsvPieces } from '@holdfast/shared/import/csv-pieces.ts';
import { parse } from 'csv-parse/browser/esm/sync';
import { expect, test } from 'vitest';
import { readHead, readParts } from './read-file.ts';

/** What is read of a text: its header, the cells of its rows, and the bad lines. */
async function read(content: BlobPart, shape: 'csv' | 'json' | 'github' = 'csv') {
  const items = [];
  let header: readonly string[] = [];
  for await (const part of readParts(new Blob([content]), shape)) {
    header = part.header;
    items.push(...part.items);
  }
  return {
    header,
    rows: items.map((item) =>
      'problem' in item
        ? `${item.line} ${item.problem.key}`
        : [item.line, ...[...item.cells.values()].map((cells) => cells.join('+'))],
    ),
  };
}

test('CSV is read with line breaks in cells, columns that repeat, semicolons and the encodings of spreadsheets', async () => {
  expect(await read('\ufeffA,B\r\n1,"two\r\nlines"\r\n\r\n2,""\r\n3')).toEqual({
    header: ['A', 'B'],
    rows: [[3, '1', 'two\nlines'], [5, '2', ''], '6 columns'],
  });
  expect((await read('A;B;B\n"1,5";x;y\n')).rows).toEqual([[2, '1,5', 'x+y']]);
  expect((await read(new Uint8Array([0x41, 0x0a, 0xe4, 0x0a]))).rows).toEqual([[2, 'ä']]);
  expect((await read(new Uint8Array([0xff, 0xfe, 0x41, 0, 0x0a, 0, 0xe4, 0, 0x0a, 0]))).rows).toEqual([
    [2, 'ä'],
  ]);
  expect((await read('A\n1\nx"y\n2\n')).rows).toEqual([[2, '1'], '3 quote', [4, '2']]);
  expect((await read('A,B\n1,x\n2,"y\n3,z\n4,"w"\n')).rows).toEqual([
    [2, '1', 'x'],
    '3 quote',
    [4, '3', 'z'],
    [5, '4', 'w'],
  ]);
  expect((await read('A\n1\n"x')).rows).toEqual([[2, '1'], '3 quote']);
  expect(await read('')).toEqual({ header: [], rows: [] });
});

test('a long file is read in parts, with the lines as they are counted in it', async () => {
  const lines = Array.from({ length: 4_000 }, (_, place) => `${place},"ü ${'x'.repeat(place % 40)}\n"`);
  const file = new Blob([`A,B\n${lines.join('\n')}`]);
  let count = 0;
  let last = 0;
  for await (const { items, share } of readParts(file, 'csv')) {
    expect(items.length).toBeLessThanOrEqual(250);
    expect(share).toBeGreaterThan(0);
    for (const item of items) {
      expect('cells' in item && item.cells.get('A')).toEqual([String(count)]);
      count += 1;
      last = item.line;
    }
  }
  expect([count, last]).toEqual([4_000, 8_001]);
  expect((await readHead(file, 'csv')).items).toHaveLength(1_000);
});

test('a quote that nobody closes costs its line, and the rest is not kept until the end of the file', () => {
  const pieces = new CsvPieces(parse, 100);
  const lines = (items: readonly { readonly line: number }[]) => items.map(({ line }) => line);
  expect(lines(pieces.push('A,B\n1,x\n2,"y\n3,z\n'))).toEqual([2]);
  expect(lines(pieces.push(`4,${'z'.repeat(100)}\n5,`))).toEqual([3, 4, 5]);
  expect(lines(pieces.push('z\n'))).toEqual([6]);
  expect(pieces.end()).toEqual([]);
});

test('JSON is read as a list or line by line, and what is broken costs its own thing', async () => {
  expect(await read('[{"a":1,"b":["x","y"]},{"b":null,"c":{"d":1}},7]', 'json')).toEqual({
    header: ['a', 'b', 'c'],
    rows: [[1, '1', 'x+y'], [2, '', '{"d":1}'], '3 unreadable'],
  });
  expect((await read('{"a":"1"}\n{"a":}\n{"a":"3"}', 'json')).rows).toEqual([
    [1, '1'],
    '2 unreadable',
    [3, '3'],
  ]);
  expect((await read('[{"number":1,"title":"x"},{"pull_request":{}}]', 'github')).rows).toHaveLength(1);
});
