import { create } from 'zustand';
import { useMemory } from './memory.ts';
import { ownRow } from './own-row.ts';
import type { Detail, Route } from './route-shape.ts';

interface RouteState {
  readonly route: Route;
  readonly past: readonly Route[];
  readonly future: readonly Route[];
}

const KEPT = 50;

export const useRoute = create<RouteState>(() => ({ route: { screen: 'tickets' }, past: [], future: [] }));

useRoute.subscribe(({ route }, before) => {
  if (route !== before.route && ownRow() === null) useMemory.setState({ route });
});

export function startRoute(route: Route): void {
  useRoute.setState({ route, past: [], future: [] });
}

/** Goes there; the way back is kept. */
export function goTo(route: Route): void {
  useRoute.setState((state) => ({ route, past: [...state.past, state.route].slice(-KEPT), future: [] }));
}

/** Goes there in the place of where one is: the way back leads to what was before. */
export function replaceRoute(route: Route): void {
  useRoute.setState({ route });
}

/** Shows another detail in the same place, without a step back for each: for walking down a list. */
export function showDetail(detail: Detail): void {
  const { route } = useRoute.getState();
  if (route.detail === undefined) goTo({ ...route, detail });
  else useRoute.setState({ route: { ...route, detail } });
}

/** Shows another row of a screen, without a step back for each: for walking down its list. */
export function showScreenRow(screen: string, id: string): void {
  const { route } = useRoute.getState();
  if (route.screen !== screen || route.id === undefined) goTo({ screen, id });
  else useRoute.setState({ route: { screen, id } });
}

/**
 * Closes the detail, or else the row that the screen is of; in a row's own window goes back, at last out of it. Says
 * whether there was something to close.
 */
export function closeInnermost(): boolean {
  const { route, past } = useRoute.getState();
  const { screen, id, detail } = route;
  if (ownRow() !== null) {
    if (past.length === 0) window.close();
    goBack();
    return true;
  }
  if (detail !== undefined) goTo(id === undefined ? { screen } : { screen, id });
  else if (id !== undefined) goTo({ screen });
  return detail !== undefined || id !== undefined;
}

export function goBack(): void {
  useRoute.setState(({ route, past, future }) => {
    const before = past.at(-1);
    if (before === undefined) return {};
    return { route: before, past: past.slice(0, -1), future: [route, ...future] };
  });
}

export function goForward(): void {
  useRoute.setState(({ route, past, future }) => {
    const [next, ...rest] = future;
    if (next === undefined) return {};
    return { route: next, past: [...past, route], future: rest };
  });
}
