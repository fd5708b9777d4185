import { useEffect, useState } from 'react';
import { type HeldGroups, holdGroups } from './held-groups.ts';
import type { InboxGroup } from './inbox-groups.ts';

export interface Held extends HeldGroups {
  /** Somebody points at the list: it holds still. */
  readonly hold: () => void;
  readonly release: () => void;
  readonly bringUpToDate: () => void;
}

/** The groups as they stand, held still while somebody points at them. Whoever takes to the keys points no more. */
export function useHeldGroups(groups: readonly InboxGroup[]): Held {
  const [order, setOrder] = useState<readonly string[]>();
  const take = () => setOrder(groups.map(({ key }) => key));
  const release = () => setOrder(undefined);
  const isHeld = order !== undefined;
  useEffect(() => {
    if (!isHeld) return;
    const onKeyDown = () => setOrder(undefined);
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [isHeld]);
  return {
    ...holdGroups(order, groups),
    hold: () => {
      if (!isHeld) take();
    },
    release,
    bringUpToDate: take,
  };
}
