import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guardPayload } from './payload-guard.ts';

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { in: value };
  return value;
}

/** Whether a part somewhere has a name that every object has of its own. */
function isMisnamed(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => key in Object.prototype || isMisnamed(inner));
}

test('ordinary messages pass', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 10 }), (value) => {
      fc.pre(!isMisnamed(value));
      guardPayload(value, 1_000_000);
    }),
  );
});

test.each([
  ['to compare it calls what it brought', '{"length":{"toString":1,"valueOf":1}}'],
  ['it brought a prototype', '{"in":{"__proto__":{"isAdmin":true}}}'],
  ['it brought a constructor', '[{"constructor":{"prototype":{}}}]'],
])('security item 31: a message is refused by its names before anything looks at it: %s', (_why, text) => {
  expect(() => guardPayload(JSON.parse(text), 1_000)).toThrow('No message has a part that is named');
});

test('what is nested too deeply is refused, however deep it is', () => {
  guardPayload(nested(30), 1_000_000);
  expect(() => guardPayload(nested(40), 1_000_000)).toThrow('too deeply');
  expect(() => guardPayload(nested(1_000_000), 100_000_000)).toThrow('too deeply');
});

test('what is too large or in too many parts is refused', () => {
  expect(() => guardPayload({ text: 'x'.repeat(1_001) }, 1_000)).toThrow('larger than 1000 bytes');
  expect(() => guardPayload({ ['k'.repeat(1_001)]: 1 }, 1_000)).toThrow('larger than 1000 bytes');
  expect(() => guardPayload(new Uint8Array(1_001), 1_000)).toThrow('larger than 1000 bytes');
  expect(() => guardPayload(Array(300_000).fill(null), 10_000_000)).toThrow('too many parts');
});
