import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, isJson, type Json, sameJson } from './json.ts';

test('values are the same whatever the order of their keys', () => {
  expect(sameJson({ a: 1, b: [{ c: null, d: 2 }] }, { b: [{ d: 2, c: null }], a: 1 })).toBe(true);
  expect(sameJson([1, 2], [2, 1])).toBe(false);
  expect(sameJson(undefined, null)).toBe(true);
});

test('canonical text is JSON of the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const json = JSON.parse(JSON.stringify(value)) as Json;
      expect(JSON.parse(canonicalJson(json))).toEqual(json);
    }),
  );
});

test('what JSON cannot hold is no JSON, wherever it lies', () => {
  for (const value of [null, '', 0, true, [], {}, [{ a: [null, 'b'] }], JSON.parse('{"__proto__":1}')])
    expect(isJson(value)).toBe(true);
  for (const value of [undefined, Number.NaN, () => 1, new Uint8Array(1), new Date(), new Map(), 1n])
    for (const held of [value, [value], { a: { b: value } }]) expect(isJson(held)).toBe(false);
});
