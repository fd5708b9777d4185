import { expect, test } from 'vitest';
import { freePeople, overPeople } from './spare-and-over.ts';

const weeks = ['2026-03-02', '2026-03-09'];
const planned: Readonly<Record<string, readonly number[]>> = {
  ann: [44, 50],
  ben: [8, 0],
  cleo: [36, 36],
  dan: [4, 0],
};

function loadOf([userId = '']: readonly string[], week: string) {
  const hours = planned[userId]?.[weeks.indexOf(week)] ?? 0;
  return { planned: hours, available: userId === 'dan' ? 0 : 40 };
}

const everybody = ['ann', 'ben', 'cleo', 'dan', 'eve'];

test('whoever has too much is named with the worst week, those who cannot work at all first', () => {
  expect(overPeople(everybody, weeks, loadOf, 100)).toEqual([
    { userId: 'dan', weeks: 1, week: '2026-03-02', load: { planned: 4, available: 0 } },
    { userId: 'ann', weeks: 2, week: '2026-03-09', load: { planned: 50, available: 40 } },
  ]);
  expect(overPeople(everybody, weeks, loadOf, 130).map(({ userId }) => userId)).toEqual(['dan']);
});

test('room for more is counted over all the weeks, most first, and only for who works then', () => {
  expect(freePeople(everybody, weeks, loadOf, 100)).toEqual([
    { userId: 'eve', free: 80, load: { planned: 0, available: 80 } },
    { userId: 'ben', free: 72, load: { planned: 8, available: 80 } },
  ]);
});

test('nobody is named while the figures are being read', () => {
  expect(overPeople(everybody, weeks, () => undefined, 100)).toEqual([]);
  expect(freePeople(everybody, weeks, () => undefined, 100)).toEqual([]);
});
