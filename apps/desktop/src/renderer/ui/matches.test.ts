import { expect, test } from 'vitest';
import { matches } from './matches.ts';

test('finds by the beginnings of words, without case and accents', () => {
  expect(matches('Zoë van Dam', 'zoe d')).toBe(true);
  expect(matches('Zoë van Dam', 'am')).toBe(false);
  expect(matches('Anything', '  ')).toBe(true);
});
