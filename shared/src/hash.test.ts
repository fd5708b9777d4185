import { expect, test } from 'vitest';
import { addHash, HASH_LIMIT, hashCursors, hashRow, hashText } from './hash.ts';

test('a hash is a whole number below the limit, and differs where the text does', () => {
  const hashes = Array.from({ length: 5_000 }, (_, place) => hashText(`row ${place}`));
  expect(new Set(hashes).size).toBe(5_000);
  expect(hashes.every((hash) => Number.isInteger(hash) && hash >= 0 && hash < HASH_LIMIT)).toBe(true);
});

test('S31: table, id, version and content all count', () => {
  const of = (table: string, id: string, version: number, json: string) => hashRow(table, id, version, json);
  const all = [
    of('a', 'b', 1, '{}'),
    of('b', 'b', 1, '{}'),
    of('a', 'c', 1, '{}'),
    of('a', 'b', 2, '{}'),
    of('a', 'b', 1, '[]'),
  ];
  expect(new Set(all).size).toBe(5);
});

test('S31: a sum does not depend on the order, and taking a row away undoes adding it', () => {
  const [a, b, c] = [hashText('a'), hashText('b'), HASH_LIMIT - 1];
  expect(addHash(addHash(addHash(0, a), b), c)).toBe(addHash(addHash(addHash(0, c), b), a));
  expect(addHash(addHash(addHash(0, a), c), -a)).toBe(c);
});

test('S17: the hash of cursors does not depend on their order', () => {
  expect(hashCursors({ desk: 4, everyone: 2 })).toBe(hashCursors({ everyone: 2, desk: 4 }));
  expect(hashCursors({ desk: 4 })).not.toBe(hashCursors({ desk: 5 }));
});
