import { useEffect } from 'react';
import type { Looking } from '../../../engine/api/notices.ts';
import { bridge } from '../../state/bridge.ts';
import { rowOfRoute } from '../../state/places.ts';
import { useRoute } from '../../state/route.ts';
import type { Route } from '../../state/route-shape.ts';
import { useWindowFocus } from '../../threads/use-window-focus.ts';

/** Tells the engine what is before one's eyes: of that nobody needs to be told, and its news is seen. */
export function useLooking(): void {
  const route = useRoute((state) => state.route);
  const focused = useWindowFocus();
  useEffect(() => {
    bridge.call('looking', { focused, targets: targetsOf(route) });
  }, [route, focused]);
}

/** The row beside the list and the one that the screen is of. */
export function targetsOf({ detail, ...screen }: Route): Looking['targets'] {
  const own = rowOfRoute(screen);
  return [...(detail === undefined ? [] : [detail]), ...(own === undefined ? [] : [own])];
}
