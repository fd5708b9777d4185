import { useEffect, useRef } from 'react';
import { rememberList, useMemory } from '../../state/memory.ts';
import type { InboxGroup } from './inbox-groups.ts';

export interface InboxPlace {
  readonly chosen: InboxGroup | undefined;
  /** Where it stands. */
  readonly index: number | undefined;
  readonly choose: (key: string) => void;
}

/** Which group is chosen. If it goes, the one that stands there now is: so one can go on working it off. */
export function useInboxPlace(groups: readonly InboxGroup[]): InboxPlace {
  const key = useMemory((state) => state.lists.inbox?.selectedId);
  const last = useRef<number>(undefined);
  const found = groups.findIndex((group) => group.key === key);
  useEffect(() => {
    if (found >= 0) last.current = found;
  }, [found]);
  const index = found >= 0 ? found : last.current;
  const at = index === undefined || groups.length === 0 ? undefined : Math.min(index, groups.length - 1);
  return {
    chosen: at === undefined ? undefined : groups[at],
    index: at,
    choose: (next) => rememberList('inbox', { selectedId: next }),
  };
}
