import type { Route } from '../state/route-shape.ts';
import { features } from './features.ts';

/** The name of the row that a screen is of. */
export function useScreenTitle(route: Route): string | undefined {
  // biome-ignore lint/correctness/useHookAtTopLevel: the list of features never changes while the app runs
  const titles = features.map((feature) => feature.useTitle?.(route));
  return titles.find((title) => title !== undefined);
}

const none = { table: '', id: '' };

/** The name of the row that a route is about: the one beside the list, or else the one that the screen is of. */
export function useRowTitle(route: Route): string | undefined {
  const { detail = none } = route;
  // biome-ignore lint/correctness/useHookAtTopLevel: the list of features never changes while the app runs
  const titles = features.map((feature) => feature.useDetailTitle?.(detail));
  const ofScreen = useScreenTitle(route);
  return titles.find((title) => title !== undefined) ?? ofScreen;
}
