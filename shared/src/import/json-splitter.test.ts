import fc from 'fast-check';
import { expect, test } from 'vitest';
import { JsonSplitter } from './json-splitter.ts';

/** The things of a text that arrives in pieces of these lengths. */
function split(text: string, lengths: readonly number[] = [text.length]): unknown[] {
  const splitter = new JsonSplitter();
  const found: string[] = [];
  let from = 0;
  for (let turn = 0; from < text.length; turn += 1) {
    const length = lengths[turn % lengths.length] ?? 1;
    found.push(...splitter.push(text.slice(from, from + length)));
    from += length;
  }
  return [...found, ...splitter.end()].map((one) => JSON.parse(one));
}

test('the things of a list and of lines come out as they are, wherever the pieces are cut', () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 });
  const things = fc.array(fc.jsonValue({ maxDepth: 3 }).filter((thing) => !Array.isArray(thing)));
  fc.assert(
    fc.property(things, lengths, fc.boolean(), (all, cuts, pretty) => {
      expect(split(JSON.stringify(all, null, pretty ? 2 : 0), cuts)).toEqual(JSON.parse(JSON.stringify(all)));
      const lines = all.map((thing) => JSON.stringify(thing)).join('\n');
      expect(split(lines, cuts)).toEqual(JSON.parse(JSON.stringify(all)));
    }),
    { numRuns: 200 },
  );
});

test('a thing that is cut off is given as it is', () => {
  const splitter = new JsonSplitter();
  expect(splitter.push('[{"a":1},{"b":"x')).toEqual(['{"a":1}']);
  expect(splitter.end()).toEqual(['{"b":"x']);
});
