import { expect, test } from 'vitest';
import { markSources } from './text-diff.ts';

const mine = 'Call the tenant today. Bring the ladder.';
const theirs = 'Call the owner today. Bring the ladder.';

test('S29: of two texts, what only one of them has is marked as its own', () => {
  expect(markSources(mine, mine, theirs)).toEqual([
    { text: 'Call the', from: 'both' },
    { text: ' tenant', from: 'mine' },
    { text: ' today. Bring the ladder.', from: 'both' },
  ]);
  expect(markSources(theirs, mine, theirs).map(({ from }) => from)).toEqual(['both', 'theirs', 'both']);
});

test('S29: in a text made of both, each side keeps its mark', () => {
  const merged = 'Call the tenant owner today. Bring the ladder.';
  expect(markSources(merged, mine, theirs)).toEqual([
    { text: 'Call the', from: 'both' },
    { text: ' tenant', from: 'mine' },
    { text: ' owner', from: 'theirs' },
    { text: ' today. Bring the ladder.', from: 'both' },
  ]);
});

test('S29: the parts are the whole text, whatever is in it', () => {
  for (const text of ['', ' ', '\n\na\n', 'a  b\tc', mine]) {
    const parts = markSources(text, mine, theirs);
    expect(parts.map((part) => part.text).join('')).toBe(text);
  }
});

test('S29: long texts of the same few words are compared by larger pieces', () => {
  const long = 'a '.repeat(50_000);
  const parts = markSources(`x ${long}`, `x ${long}`, `${long}y`);
  expect(parts.map((part) => part.text).join('')).toBe(`x ${long}`);
});
