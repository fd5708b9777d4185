import { expect, test } from 'vitest';
import { titleFor } from './title-for.ts';

test('the title says how much is unread, and nothing where nothing is', () => {
  expect([titleFor(0), titleFor(3)]).toEqual(['Holdfast', '(3) Holdfast']);
});
