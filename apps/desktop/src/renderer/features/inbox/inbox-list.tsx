import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../../state/route.ts';
import { HeldList } from '../../ui/held-list/held-list.tsx';
import { useHeldGroups } from '../../ui/held-list/use-held-groups.ts';
import type { InboxFilter } from './inbox-filters.ts';
import { InboxGroupRow } from './inbox-group-row.tsx';
import { openGroup } from './open-group.ts';
import type { Inbox } from './use-inbox.ts';
import type { InboxActions } from './use-inbox-actions.ts';
import { useInboxKeys } from './use-inbox-keys.ts';
import { useInboxPlace } from './use-inbox-place.ts';

export interface InboxListProps {
  readonly inbox: Inbox;
  readonly filter: InboxFilter;
  readonly actions: InboxActions;
  /** What stands after the last one. */
  readonly children: ReactNode;
}

/** The groups of the inbox, one of which is chosen; arrows, J and K walk through them. */
export function InboxList({ inbox, filter, actions, children }: InboxListProps) {
  const { t } = useTranslation('inbox');
  const box = useRef<HTMLDivElement>(null);
  const held = useHeldGroups(inbox.groups);
  const place = useInboxPlace(held.shown);
  const openId = useRoute(({ route }) => route.detail?.id);
  const { snoozing, setSnoozing } = useInboxKeys({ box, groups: held.shown, place, actions });
  return (
    <>
      <HeldList
        box={box}
        label={t('list')}
        activeId={place.chosen && rowId(place.chosen.key)}
        held={held}
        updates={t('updates', { count: held.waiting })}
      >
        {held.shown.map((group) => (
          <InboxGroupRow
            key={group.key}
            id={rowId(group.key)}
            group={group}
            says={inbox.says}
            filter={filter}
            actions={actions}
            isChosen={group === place.chosen}
            isOpen={openId !== undefined && group.subject?.id === openId}
            isSnoozing={snoozing === group.key}
            onSnoozing={(isOpen) => setSnoozing(isOpen ? group.key : undefined)}
            onOpen={() => {
              place.choose(group.key);
              openGroup(group);
            }}
          />
        ))}
      </HeldList>
      {children}
    </>
  );
}

function rowId(key: string): string {
  return `inbox-${key}`;
}
