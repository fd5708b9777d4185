import { createIdSource } from '@holdfast/shared/ids.ts';
import type { Project } from '@holdfast/shared/model/project.ts';
import { expect, test } from 'vitest';
import { clearFilters, fits, isFiltered, noFilters, readProjectFilters, toggled } from './project-filters.ts';

const newId = createIdSource(Date.now, (bytes) => new Uint8Array(bytes));
const project: Project = {
  id: newId(),
  name: 'Bridge',
  description: '',
  status: 'active',
  divisionId: null,
  ownerId: newId(),
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
};

test('a project of before there were plans is among those at work', () => {
  expect(fits(project, { ...noFilters, stages: ['running'] }, false)).toBe(true);
  expect(fits({ ...project, stage: 'paused' }, { ...noFilters, stages: ['running'] }, false)).toBe(false);
});

test('projects are narrowed down to one’s own, and to divisions', () => {
  expect(fits(project, { ...noFilters, mine: true }, false)).toBe(false);
  expect(fits(project, { ...noFilters, mine: true }, true)).toBe(true);
  expect(fits(project, { ...noFilters, divisionIds: ['north'] }, true)).toBe(false);
  expect(fits(project, { ...noFilters, divisionIds: ['north', null] }, true)).toBe(true);
});

test('what another version remembered counts as no filters', () => {
  expect(readProjectFilters({ view: 'carousel' })).toEqual(noFilters);
  expect(readProjectFilters({ ...noFilters, view: 'board' })).toEqual({ ...noFilters, view: 'board' });
});

test('clearing keeps how projects are shown', () => {
  const filters = { ...noFilters, view: 'board', mine: true, archived: true } as const;
  expect(isFiltered(filters)).toBe(true);
  expect(clearFilters(filters)).toEqual({ ...noFilters, view: 'board', archived: true });
  expect(toggled(toggled(['a'], 'b'), 'a')).toEqual(['b']);
});
