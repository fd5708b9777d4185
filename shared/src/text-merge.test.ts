import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeText, mergeWithBoth } from './text-merge.ts';

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

test('S29: a merge of both has what one side changed, and both versions where they differ', () => {
  expect(mergeWithBoth('one two three four', 'one 2 three FOUR', 'one II three four')).toBe(
    'one 2 II three FOUR',
  );
  expect(mergeWithBoth('a\nb\nc', 'a\nmy line\nc', 'a\ntheirs\nand more\nc')).toContain('a\n');
});

test('S23, S29: where the base is no longer held, a merge of both has all that either has', () => {
  expect(mergeWithBoth(undefined, 'a b c', 'a x c d')).toBe('a b x c d');
  fc.assert(
    fc.property(fc.lorem(), fc.lorem(), (mine, theirs) => {
      const merged = mergeWithBoth(undefined, mine, theirs).split(/\s+/);
      for (const word of [...mine.split(/\s+/), ...theirs.split(/\s+/)]) expect(merged).toContain(word);
      expect(mergeWithBoth(undefined, mine, mine)).toBe(mine);
    }),
  );
});
