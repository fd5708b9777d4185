import { expect, test } from 'vitest';
import { aMessage, rowsWith } from './test-support/messages.ts';
import { firstOfOthers, goesOn, openingNumber, pageOf, pagesAround } from './thread-places.ts';

test('a number says its page, and what is in sight is read with one page more on both sides', () => {
  expect([1, 50, 51].map(pageOf)).toEqual([0, 0, 1]);
  expect(pagesAround(1, 10, 30)).toEqual([0]);
  expect(pagesAround(1, 10, 50_000)).toEqual([0, 1]);
  expect(pagesAround(120, 130, 50_000)).toEqual([1, 2, 3]);
  expect(pagesAround(49_990, 50_000, 50_000)).toEqual([998, 999]);
  expect(pagesAround(1, 1, 0)).toEqual([]);
});

test('a thread opens at the first message after the last one read, and at its end where all is read', () => {
  expect(openingNumber(40, 50_000)).toBe(41);
  expect(openingNumber(50_000, 50_000)).toBeUndefined();
  // This device may not have all yet that was read on another.
  expect(openingNumber(51, 50)).toBeUndefined();
});

test('who never read opens a short thread at its beginning and a long one at its end', () => {
  expect(openingNumber(undefined, 100)).toBe(1);
  expect(openingNumber(undefined, 101)).toBeUndefined();
  expect(openingNumber(undefined, 0)).toBeUndefined();
});

test('unread is what others wrote and did not delete', () => {
  const deleted = { deletedAt: '2026-01-01T13:00:00.000Z' };
  const rows = rowsWith([
    aMessage(3, 1),
    aMessage(4, 2, { authorId: 'me' }),
    aMessage(5, 3, deleted),
    aMessage(6, 4),
  ]);
  expect(firstOfOthers(3, 6, 'me', rows)).toBe(3);
  expect(firstOfOthers(4, 6, 'me', rows)).toBe(6);
  expect(firstOfOthers(7, 6, 'me', rows)).toBeUndefined();
  // Nothing is said of what is not read.
  expect(firstOfOthers(1, 6, 'me', rows)).toBeUndefined();
});

test('messages of one person close together stand under one name, an answer under its own', () => {
  const first = aMessage(1, 0).row;
  expect(goesOn(first, aMessage(2, 4).row)).toBe(true);
  expect(goesOn(first, aMessage(2, 5).row)).toBe(false);
  expect(goesOn(first, aMessage(2, 1, { authorId: 'ann' }).row)).toBe(false);
  expect(goesOn(first, aMessage(2, 1, { replyToId: 'm0' }).row)).toBe(false);
  expect(goesOn(undefined, first)).toBe(false);
});
