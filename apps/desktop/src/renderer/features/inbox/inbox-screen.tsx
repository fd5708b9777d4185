import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rememberList, useMemory } from '../../state/memory.ts';
import { goTo } from '../../state/route.ts';
import { Empty, EmptyState } from '../../ui/empty-state.tsx';
import { Problem } from '../../ui/problem.tsx';
import styles from './inbox.module.css';
import { InboxBar } from './inbox-bar.tsx';
import { type InboxFilter, isInboxFilter, MOST_SHOWN } from './inbox-filters.ts';
import { InboxList } from './inbox-list.tsx';
import { useInbox } from './use-inbox.ts';
import { useInboxActions } from './use-inbox-actions.ts';

/** As many notifications as are shown at first, and as come with each wish for older ones. */
const PAGE = 200;

/** What happened that concerns this person, by what it is about. */
export function InboxScreen() {
  const remembered = useMemory((state) => state.lists.inbox?.filters);
  const filter = isInboxFilter(remembered) ? remembered : 'all';
  return <Filtered key={filter} filter={filter} />;
}

function Filtered({ filter }: { readonly filter: InboxFilter }) {
  const { t } = useTranslation('inbox');
  const [limit, setLimit] = useState(PAGE);
  const inbox = useInbox(filter, limit);
  const actions = useInboxActions();
  return (
    <section className={styles.screen} aria-label={t('screen.inbox')}>
      <InboxBar
        filter={filter}
        onFilter={(name) => rememberList('inbox', { filters: name })}
        onReadAll={inbox.hasUnread ? () => actions.readAll(inbox.rows) : undefined}
      />
      {actions.problem !== undefined && <Problem message={actions.problem} kept={t('kept')} />}
      {inbox.isEmpty ? (
        <NothingHere filter={filter} />
      ) : (
        <InboxList inbox={inbox} filter={filter} actions={actions}>
          {inbox.hasOlder && limit < MOST_SHOWN && (
            <Button className={styles.older} variant="default" onClick={() => setLimit(limit + PAGE)}>
              {t('older')}
            </Button>
          )}
        </InboxList>
      )}
    </section>
  );
}

function NothingHere({ filter }: { readonly filter: InboxFilter }) {
  const { t } = useTranslation('inbox');
  return (
    <Empty>
      <EmptyState title={t(`empty.${filter}`)} body={t(`empty.${filter}.body`)}>
        {filter === 'all' && (
          <Button variant="default" onClick={() => goTo({ screen: 'settings' })}>
            {t('empty.step')}
          </Button>
        )}
      </EmptyState>
    </Empty>
  );
}
