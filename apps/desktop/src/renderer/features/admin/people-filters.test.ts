import { expect, test } from 'vitest';
import { isNarrowed, noFilters, peopleQuery, readPeopleFilters, toggle } from './people-filters.ts';

test('filters that an older window remembered in another shape are left out', () => {
  expect(readPeopleFilters(undefined)).toEqual(noFilters);
  expect(readPeopleFilters('agents')).toEqual(noFilters);
  expect(readPeopleFilters({ text: 'ben', role: ['chief'], disabled: [true] })).toEqual({
    text: 'ben',
    role: [],
    disabled: [true],
  });
});

test('only what is chosen narrows the list', () => {
  expect(isNarrowed({ ...noFilters, text: '  ' })).toBe(false);
  expect(peopleQuery(noFilters)).toMatchObject({ where: {} });
  expect(peopleQuery(noFilters)).not.toHaveProperty('search');
  expect(peopleQuery({ text: ' ben ', role: ['agent'], disabled: [false] })).toMatchObject({
    search: 'ben',
    where: { role: ['agent'], disabled: [false] },
  });
});

test('choosing a value again takes it out', () => {
  expect(toggle(['admin', 'staff'], 'staff')).toEqual(['admin']);
  expect(toggle(['admin'], 'staff')).toEqual(['admin', 'staff']);
});
