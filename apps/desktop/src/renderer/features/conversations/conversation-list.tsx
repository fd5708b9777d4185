import { type Thread, threadModel } from '@holdfast/shared/model/thread.ts';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useScreenPlace } from '../../hooks/use-row-place.ts';
import { useWindowedRows } from '../../hooks/use-windowed-rows.ts';
import { Empty, EmptyState } from '../../ui/empty-state.tsx';
import { RowGrid } from '../../ui/row-grid.tsx';
import styles from './conversation-list.module.css';
import { conversationsQuery } from './conversation-query.ts';
import { ConversationRow } from './conversation-row.tsx';
import { openNewConversation } from './new-conversation-store.ts';
import { openToWrite } from './open-to-write.ts';

const ROW = 52;

/** One's groups and direct conversations, the latest first, in a list that holds still under the pointer. */
export function ConversationList() {
  const { t } = useTranslation('conversations');
  const { rows, list } = useWindowedRows(threadModel, conversationsQuery);
  const place = useScreenPlace('conversations');
  if (list.loaded && list.total === 0) return <NoConversations />;
  return (
    <>
      {list.updates > 0 && (
        <Button className={styles.updates} variant="subtle" color="teal" onClick={() => rows.bringUpToDate()}>
          {t('updates', { count: list.updates })}
        </Button>
      )}
      {list.total > 0 && (
        <RowGrid
          name="conversations"
          label={t('list')}
          place={{ ...place, open: openToWrite }}
          rows={rows}
          list={list}
          rowClass={styles.row}
          rowHeight={ROW}
          renderRow={({ row, waiting }) => (
            // The engine's thread rows are of the thread's schema; it checked them as they came in.
            <ConversationRow thread={row as Thread} waiting={waiting} />
          )}
        />
      )}
    </>
  );
}

function NoConversations() {
  const { t } = useTranslation('conversations');
  return (
    <Empty>
      <EmptyState title={t('empty.title')} body={t('empty.body')}>
        <Button onClick={openNewConversation}>{t('new')}</Button>
      </EmptyState>
    </Empty>
  );
}
