import type { Route } from '../../state/route-shape.ts';

/** Where a person is shown. */
export function personPlace(id: string): Route {
  return { screen: 'people', detail: { table: 'person', id } };
}
