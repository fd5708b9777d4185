import { expect, test } from 'vitest';
import { findRules, holdersOf } from './rules.mjs';

test('rules are found by their number and name', () => {
  const text = '## C\n\n**S13 Delta.** Each server…\n\n**S16 Snapshot of a scope.** Pages\n\nSee S99.';
  expect(findRules(text)).toEqual([
    { number: 13, name: 'Delta' },
    { number: 16, name: 'Snapshot of a scope' },
  ]);
});

test('a test holds the rules that its title begins with', () => {
  const text = `
    test('S6: a repeat', () => {});
    test("S12, S16: gone", () => {});
    describe('S20 to S22: disk', () => {});
    test.each([1])('S31: %s', () => {});
    test('this speaks of S7 only in passing', () => {});
  `;
  const holders = holdersOf([{ file: 'a.test.ts', text }]);
  expect([...holders.keys()].sort((a, b) => a - b)).toEqual([6, 12, 16, 20, 21, 22, 31]);
  expect(holders.get(6)).toEqual(['a.test.ts: S6: a repeat']);
});
