import { expect, test } from 'vitest';
import { keysCount } from './shortcuts.ts';

const free = { isTyping: false, isCovered: false };

test('a letter is a command, but not while somebody types', () => {
  expect(keysCount('C', free)).toBe(true);
  expect(keysCount('C', { ...free, isTyping: true })).toBe(false);
  expect(keysCount('mod+K', { ...free, isTyping: true })).toBe(true);
});

test('what is open has the keys for itself', () => {
  for (const keys of ['C', 'Escape', 'mod+K'])
    expect(keysCount(keys, { ...free, isCovered: true })).toBe(false);
});
