import { goTo, useRoute } from './route.ts';
import type { Detail, Route } from './route-shape.ts';

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

/** The screen that shows a row, if there is one. */
export function placeOfRow(table: string, id: string): Route | undefined {
  return places.placeOf(table, id);
}

/** Tables whose rows have a screen of their own. */
const tablesOfScreens = ['project', 'thread'];

/** The row that a route is about: the one beside the list, or else the one that the screen is of. */
export function rowOfRoute({ screen, id, detail }: Route): Detail | undefined {
  if (detail !== undefined) return detail;
  if (id === undefined) return undefined;
  const table = tablesOfScreens.find((known) => {
    const place = places.placeOf(known, id);
    return place?.screen === screen && place.id === id;
  });
  return table === undefined ? undefined : { table, id };
}

/** Shows a row beside the screen that is there, if it can stand there, or else on its own screen. */
export function showRow(table: string, id: string): void {
  const { screen } = useRoute.getState().route;
  const place = places.hasDetail(table) ? { screen, detail: { table, id } } : places.placeOf(table, id);
  if (place !== undefined) goTo(place);
}
