import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeText } from './text-merge.ts';

test('S29: changes of different words are both kept', () => {
  expect(mergeText('a b c d', 'A b c d', 'a b c D')).toBe('A b c D');
});

test('S29: different changes of the same word cannot be merged', () => {
  expect(mergeText('a b c', 'a x c', 'a y c')).toBeUndefined();
});

test('S29: what only one side changed is taken, and equal changes are one', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (base, changed) => {
      expect(mergeText(base, changed, base)).toBe(changed);
      expect(mergeText(base, base, changed)).toBe(changed);
      expect(mergeText(base, changed, changed)).toBe(changed);
    }),
  );
});
