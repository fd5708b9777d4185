import { beforeEach, expect, test, vi } from 'vitest';

// The window's stores are made when the modules are read.
vi.stubGlobal('window', { innerWidth: 1280 });
vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {}, removeItem: () => {} });
const { knowPlaces } = await import('./places.ts');
const { followRecentRows, useRecentRows } = await import('./recent-rows.ts');
const { goTo, startRoute } = await import('./route.ts');

let clock = 0;
knowPlaces({
  hasDetail: () => true,
  placeOf: (table, id) => (table === 'project' ? { screen: 'projects', id } : undefined),
});
followRecentRows(() => clock);

beforeEach(() => {
  clock = 0;
  startRoute({ screen: 'home' });
  useRecentRows.setState({ rows: [] });
});

const ids = () => useRecentRows.getState().rows.map(({ id }) => id);
const ticket = (id: string) => ({ screen: 'tickets', detail: { table: 'ticket', id } });

test('what one looked at stands once, the newest first, with the time when one left it', () => {
  goTo(ticket('t1'));
  goTo({ screen: 'projects', id: 'p1' });
  goTo(ticket('t1'));
  clock = 9;
  goTo({ screen: 'home' });
  expect(ids()).toEqual(['t1', 'p1']);
  expect(useRecentRows.getState().rows[0]).toEqual({ table: 'ticket', id: 't1', at: 9 });
});

test('only a few are kept, and nothing that is no place of its own', () => {
  for (let at = 0; at < 40; at += 1) goTo(ticket(`t${at}`));
  goTo({ screen: 'alerts', detail: { table: 'alert', id: 'a1' } });
  expect(ids().length).toBe(12);
  expect(ids()[0]).toBe('t39');
});

test('who signs in finds nothing of who was there before', () => {
  goTo(ticket('theirs'));
  useRecentRows.setState({ rows: [] });
  startRoute({ screen: 'tickets' });
  expect(ids()).toEqual([]);
});
