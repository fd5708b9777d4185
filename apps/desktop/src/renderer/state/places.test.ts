import { beforeEach, expect, test, vi } from 'vitest';

// The window's store is made when the module is read.
vi.stubGlobal('window', { innerWidth: 1280 });
const { knowPlaces, showRow } = await import('./places.ts');
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
