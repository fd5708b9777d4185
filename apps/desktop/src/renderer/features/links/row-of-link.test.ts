import { expect, test } from 'vitest';
import { isElsewhere, readRowOfLink, rowOfLink } from './row-of-link.ts';

const id = '018f4e5a-0000-7000-8000-000000000001';
const server = 'https://desk.example.org/';

test('a link is of another server only where it names another one', () => {
  expect(isElsewhere({ table: 'ticket', number: 1, server: 'https://desk.example.org' }, server)).toBe(false);
  expect(isElsewhere({ table: 'ticket', number: 1 }, server)).toBe(false);
  expect(isElsewhere({ table: 'ticket', number: 1, server: 'https://other.example.org' }, server)).toBe(true);
});

test('the screen that waits for a row can be read back, and reads nothing else', () => {
  for (const link of [{ table: 'ticket', number: 12 } as const, { table: 'project', id } as const]) {
    expect(readRowOfLink(rowOfLink(link))).toEqual(link);
  }
  for (const wrong of [undefined, '', 'ticket/', 'user/1', '__proto__/1']) {
    expect(readRowOfLink(wrong)).toBeUndefined();
  }
});
