import { useEffect, useState } from 'react';
import { type HeldGroups, holdGroups, type Keyed } from './held-groups.ts';

export interface Held<Group> extends HeldGroups<Group> {
  /** Somebody points at the list: it holds still. */
  readonly hold: () => void;
  readonly release: () => void;
  readonly bringUpToDate: () => void;
}

/** The groups as they stand, held still while somebody points at them. Whoever takes to the keys points no more. */
export function useHeldGroups<Group extends Keyed>(groups: readonly Group[]): Held<Group> {
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
