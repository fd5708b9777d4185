import { expect, test } from 'vitest';
import { isFiltered, noFilters, readFilters, sortBy, ticketQuery, toggleFilter } from './ticket-filters.ts';

test('nothing chosen asks for everything, newest first', () => {
  expect(ticketQuery(noFilters, {})).toEqual({
    where: {},
    order: [{ column: 'updatedAt', direction: 'descending' }],
  });
});

test('chosen values become the question, "nobody" included', () => {
  const open = toggleFilter(toggleFilter(noFilters, 'status', 'open'), 'assigneeId', null);
  expect(ticketQuery({ ...open, text: '  leak ' }, {})).toMatchObject({
    where: { status: ['open'], assigneeId: [null] },
    search: 'leak',
  });
  expect(toggleFilter(open, 'status', 'open').status).toEqual([]);
});

test('what a screen is of cannot be widened', () => {
  const chosen = toggleFilter(noFilters, 'assigneeId', 'ann');
  expect(ticketQuery(chosen, { assigneeId: ['ben'] }).where).toEqual({ assigneeId: ['ben'] });
});

test('sorting by the same column again turns it around', () => {
  const once = sortBy(noFilters, 'priority');
  expect(once).toMatchObject({ sort: 'priority', direction: 'descending' });
  expect(sortBy(once, 'priority').direction).toBe('ascending');
});

test('what another version left behind counts as no filters', () => {
  expect(readFilters({ status: ['gone'], sort: 'weight' })).toEqual(noFilters);
  expect(readFilters(undefined)).toEqual(noFilters);
  expect(isFiltered(noFilters)).toBe(false);
  expect(isFiltered({ ...noFilters, text: 'x' })).toBe(true);
});
