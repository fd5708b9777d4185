import { type RefObject, useEffect, useState } from 'react';
import { useListKeys } from '../../hooks/use-list-keys.ts';
import { useRoute } from '../../state/route.ts';
import { placeAfterKey } from '../../ui/list-keys.ts';
import type { InboxGroup } from './inbox-groups.ts';
import { openGroup, walkToGroup } from './open-group.ts';
import type { InboxActions } from './use-inbox-actions.ts';
import type { InboxPlace } from './use-inbox-place.ts';

/** Groups that a page down or up goes over. */
const PAGE = 8;

export interface InboxKeysOptions {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly groups: readonly InboxGroup[];
  readonly place: InboxPlace;
  readonly actions: InboxActions;
}

/** The keys of the inbox: walk, Enter opens, E done, U read or unread, H puts off. */
export function useInboxKeys({ box, groups, place, actions }: InboxKeysOptions) {
  const [snoozing, setSnoozing] = useState<string>();
  const hasDetail = useRoute(({ route }) => route.detail !== undefined);
  const { chosen } = place;
  const doing: Record<string, ((group: InboxGroup) => void) | undefined> = {
    Enter: openGroup,
    e: ({ items }) => actions.done(items),
    u: ({ items }) => actions.toggleRead(items),
    h: ({ key }) => setSnoozing(key),
  };
  const walk = (index: number) => {
    const group = groups[index];
    if (group === undefined) return;
    place.choose(group.key);
    // So that the other keys mean this list from here on.
    box.current?.focus({ preventScroll: true });
    if (hasDetail) walkToGroup(group);
    box.current?.children[index]?.scrollIntoView({ block: 'nearest' });
  };
  useListKeys(box, (event) => {
    const next = placeAfterKey(event.key, place.index, groups.length, PAGE);
    const act = doing[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (next !== undefined) walk(next);
    else if (act !== undefined && chosen !== undefined) act(chosen);
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    // The list takes the focus when it appears or its detail has gone, unless something else has it.
    if (!hasDetail && document.activeElement === document.body) box.current?.focus({ preventScroll: true });
  }, [box, hasDetail]);
  return { snoozing, setSnoozing };
}
