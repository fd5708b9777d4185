import { expect, test } from 'vitest';
import { readPageArguments, writePageArguments } from './page-arguments.ts';

test('a page is told at its start what the shell wrote, and knows of no row where there is none', () => {
  const own = { table: 'ticket', id: '018f4e5a-0000-7000-8000-000000000001' };
  const told = { language: 'de', systemLanguages: ['de-AT', 'en'], own } as const;
  expect(readPageArguments(['electron', ...writePageArguments(told), '--other'])).toEqual(told);
  const main = { ...told, own: null };
  expect(readPageArguments(writePageArguments(main))).toEqual(main);
  expect(readPageArguments(['--holdfast-language=xx'])).toEqual({
    language: 'en',
    systemLanguages: [],
    own: null,
  });
});
