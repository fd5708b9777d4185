import { useState } from 'react';
import { type HeldGroups, holdGroups } from './held-groups.ts';
import type { InboxGroup } from './inbox-groups.ts';

export interface Held extends HeldGroups {
  readonly hold: () => void;
  readonly release: () => void;
  readonly bringUpToDate: () => void;
}

/** The groups as they stand; held still from `hold` to `release`. */
export function useHeldGroups(groups: readonly InboxGroup[]): Held {
  const [order, setOrder] = useState<readonly string[]>();
  const take = () => setOrder(groups.map(({ key }) => key));
  return {
    ...holdGroups(order, groups),
    hold: take,
    release: () => setOrder(undefined),
    bringUpToDate: take,
  };
}
