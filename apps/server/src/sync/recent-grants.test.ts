import { expect, test } from 'vitest';
import { RecentGrants } from './recent-grants.ts';

test('S11: scopes are as they were unless they changed since, or nothing is known of since then', () => {
  const grants = new RecentGrants();
  grants.startAt(10);
  grants.note(['ada'], 12);
  expect(grants.mayHaveChanged('ada', 11)).toBe(true);
  expect(grants.mayHaveChanged('ada', 12)).toBe(false);
  expect(grants.mayHaveChanged('ben', 10)).toBe(false);
  expect(grants.mayHaveChanged('ben', 9)).toBe(true);
});

test('S11: with very many people all scopes of before are read again', () => {
  const grants = new RecentGrants();
  for (let count = 0; count < 20_000; count += 1) grants.note([`somebody ${count}`], 5);
  expect(grants.mayHaveChanged('ada', 5)).toBe(false);
  grants.note(['ben'], 8);
  expect(grants.mayHaveChanged('ada', 7)).toBe(true);
  expect(grants.mayHaveChanged('ada', 8)).toBe(false);
});
