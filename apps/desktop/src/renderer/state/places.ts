import { goTo, useRoute } from './route.ts';
import type { Route } from './route-shape.ts';

/** Where rows of each table are shown. */
export interface Places {
  /** Whether a row of this table can stand beside any screen. */
  hasDetail(table: string): boolean;
  /** The screen that shows a row, if there is one. */
  placeOf(table: string, id: string): Route | undefined;
}

let places: Places = { hasDetail: () => false, placeOf: () => undefined };

/** Tells once, at the start, where the features show their rows. */
export function knowPlaces(known: Places): void {
  places = known;
}

/** Shows a row beside the screen that is there, if it can stand there, or else on its own screen. */
export function showRow(table: string, id: string): void {
  const { screen } = useRoute.getState().route;
  const place = places.hasDetail(table) ? { screen, detail: { table, id } } : places.placeOf(table, id);
  if (place !== undefined) goTo(place);
}
