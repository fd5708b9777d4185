import { expect, test } from 'vitest';
import { initialsOf, personColour } from './person-colour.ts';

test('initials are of the first and the last word, whole characters only', () => {
  expect(initialsOf('Ann Marie Lee')).toBe('AL');
  expect(initialsOf('  bo ')).toBe('B');
  expect(initialsOf('𝒜da 😀')).toBe('𝒜😀');
  expect(initialsOf('')).toBe('');
});

test('a person keeps their colour', () => {
  expect(personColour('a')).toBe(personColour('a'));
  expect(personColour('0190a0b0')).not.toBe(personColour('0190a0b1'));
});
