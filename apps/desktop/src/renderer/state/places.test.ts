import { beforeEach, expect, test, vi } from 'vitest';

// The window's store is made when the module is read.
vi.stubGlobal('window', { innerWidth: 1280 });
const { knowPlaces, rowOfRoute, showRow } = await import('./places.ts');
const { startRoute, useRoute } = await import('./route.ts');

beforeEach(() => {
  startRoute({ screen: 'my-work' });
  knowPlaces({
    hasDetail: (table) => table === 'ticket',
    placeOf: (table, id) => (table === 'project' ? { screen: 'projects', id } : undefined),
  });
});

test('S28: a ticket whose field was replaced opens beside the list that one is in', () => {
  showRow('ticket', 't1');
  expect(useRoute.getState().route).toEqual({ screen: 'my-work', detail: { table: 'ticket', id: 't1' } });
});

test('S28: a row that cannot stand beside a list opens on its own screen, and one that no screen shows on none', () => {
  showRow('project', 'p1');
  expect(useRoute.getState().route).toEqual({ screen: 'projects', id: 'p1' });
  showRow('label', 'l1');
  expect(useRoute.getState().route).toEqual({ screen: 'projects', id: 'p1' });
});

test('a route is about the row beside its list, or else about the one that its screen is of', () => {
  expect(rowOfRoute({ screen: 'projects', id: 'p1' })).toEqual({ table: 'project', id: 'p1' });
  const detail = { table: 'ticket', id: 't1' };
  expect(rowOfRoute({ screen: 'projects', id: 'p1', detail })).toEqual(detail);
  expect(rowOfRoute({ screen: 'my-work' })).toBeUndefined();
  expect(rowOfRoute({ screen: 'link', id: 'ticket/12' })).toBeUndefined();
});
