import { expect, test } from 'vitest';
import { keysCount } from './shortcuts.ts';

const free = { isTyping: false, undoesItself: false, isCovered: false };

test('a letter is a command, but not while somebody types', () => {
  expect(keysCount('C', free)).toBe(true);
  expect(keysCount('C', { ...free, isTyping: true })).toBe(false);
  expect(keysCount('mod+K', { ...free, isTyping: true })).toBe(true);
});

test('what is open has the keys for itself', () => {
  for (const keys of ['C', 'Escape', 'mod+K'])
    expect(keysCount(keys, { ...free, isCovered: true })).toBe(false);
});

test("S30: undo is the app's outside of text, and the text's own inside", () => {
  const inText = { ...free, isTyping: true, undoesItself: true };
  const inDate = { ...free, isTyping: true };
  for (const keys of ['mod+Z', 'mod+shift+Z', 'mod+Y']) {
    expect(keysCount(keys, free)).toBe(true);
    expect(keysCount(keys, inDate)).toBe(true);
    expect(keysCount(keys, inText)).toBe(false);
  }
  expect(keysCount('mod+K', inText)).toBe(true);
});
