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

test('S29: long texts are merged as short ones are, and fast enough for a server', () => {
  const lines = Array.from({ length: 2_000 }, (_, index) => `Line ${index} says this and that about it.`);
  const changed = (index: number, line: string) => lines.with(index, line).join('\n\n');
  const merged = mergeText(lines.join('\n\n'), changed(1, 'mine'), changed(1_998, 'theirs'));
  expect(merged).toBe(lines.with(1, 'mine').with(1_998, 'theirs').join('\n\n'));
  const paragraph = lines.slice(0, 60).join(' ');
  expect(mergeText(paragraph, `Mine ${paragraph}`, `${paragraph} theirs`)).toBe(`Mine ${paragraph} theirs`);
  const words = 'words '.repeat(16_000);
  expect(mergeText(words, `mine ${words}`, `${words}theirs`)).toBeUndefined();
  expect(mergeWithBoth(words, `mine ${words}`, `${words}theirs`)).toContain('mine');
  expect(mergeText('\n'.repeat(90_000), `a${'\n'.repeat(90_000)}`, `${'\n'.repeat(90_000)}b`)).toBe(
    `a${'\n'.repeat(90_000)}b`,
  );
}, 5_000);

test('S29: whatever the texts, a merge by lines and words loses no side’s words', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', ' ', '\n', 'word'), { maxLength: 30 });
  fc.assert(
    fc.property(text, text, text, (base, mine, theirs) => {
      const merged = mergeWithBoth(base.join(''), mine.join(''), theirs.join(''));
      const settled = mergeText(base.join(''), mine.join(''), theirs.join(''));
      if (settled !== undefined) expect(merged).toBe(settled);
    }),
  );
});
