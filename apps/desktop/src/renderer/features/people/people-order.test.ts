import type { User } from '@holdfast/shared/model/user.ts';
import { expect, test } from 'vitest';
import { noPresence, type PresenceState } from '../../../engine/api/presence.ts';
import { noFilters, orderPeople } from './people-order.ts';

const person = (id: string, name: string, disabled = false): User => ({
  id,
  name,
  email: `${id}@example.org`,
  role: 'agent',
  disabled,
  createdAt: '2026-01-01T00:00:00.000Z',
});
const people = [person('a', 'Ada'), person('b', 'Ben'), person('c', 'Cleo'), person('d', 'Dan', true)];
const presence: PresenceState = {
  known: true,
  people: { a: { status: 'offline', since: 1 }, c: { status: 'idle', since: 1 } },
};
const idsOf = (found: readonly User[]) => found.map(({ id }) => id).join('');
const nobody = new Set<string>();

test('whoever is there comes first, and whose account is disabled not at all', () => {
  expect(idsOf(orderPeople(people, noFilters, nobody, presence))).toBe('cab');
});

test('only who is there, by words, and by division', () => {
  const hereOnly = { ...noFilters, hereOnly: true };
  expect(idsOf(orderPeople(people, hereOnly, nobody, presence))).toBe('c');
  expect(idsOf(orderPeople(people, { ...noFilters, text: 'be' }, nobody, presence))).toBe('b');
  const ofDivision = { ...noFilters, divisionIds: ['x'] };
  expect(idsOf(orderPeople(people, ofDivision, new Set(['a', 'c']), presence))).toBe('ca');
});

test('without a line nobody is left out for not being there', () => {
  expect(idsOf(orderPeople(people, { ...noFilters, hereOnly: true }, nobody, noPresence))).toBe('abc');
});
