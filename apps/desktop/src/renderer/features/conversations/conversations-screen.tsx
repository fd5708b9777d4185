import { threadModel } from '@holdfast/shared/model/thread.ts';
import { Button, Tooltip } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ScreenProps } from '../../app/feature.ts';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ConversationList } from './conversation-list.tsx';
import { ConversationPage } from './conversation-page.tsx';
import { conversationsQuery } from './conversation-query.ts';
import styles from './conversations-screen.module.css';
import { MessageFinds } from './message-finds.tsx';
import { MessageSearchBox } from './message-search-box.tsx';
import { useMessageSearch } from './message-search-store.ts';
import { openNewConversation } from './new-conversation-store.ts';

/** One's conversations, or what was found in all messages, and beside them the one that is open. */
export function ConversationsScreen({ id }: ScreenProps) {
  const { t } = useTranslation('conversations');
  const words = useMessageSearch();
  return (
    <div className={styles.screen}>
      <div className={styles.columns} data-open={id !== undefined || undefined}>
        <section className={styles.list} aria-label={t('list.part')}>
          <header className={styles.bar}>
            <MessageSearchBox />
            <Tooltip label={`${t('new')} · M`}>
              <Button
                variant="default"
                className={styles.new}
                aria-label={t('new')}
                onClick={openNewConversation}
              >
                <IconPlus size={16} aria-hidden />
              </Button>
            </Tooltip>
          </header>
          {words.trim() === '' ? (
            <ConversationList />
          ) : (
            <MessageFinds key={words.trim()} words={words.trim()} />
          )}
        </section>
        <section className={styles.page} aria-label={t('conversation')}>
          {id === undefined ? <NothingChosen /> : <ConversationPage key={id} id={id} />}
        </section>
      </div>
    </div>
  );
}

/** Says nothing where there is nothing to choose: then the list says what belongs here. */
function NothingChosen() {
  const { t } = useTranslation('conversations');
  const some = useLiveQuery(threadModel, { ...conversationsQuery, offset: 0, limit: 1 });
  if (some === undefined || some.total === 0) return null;
  return <EmptyState title={t('choose.title')} body={t('choose.body')} />;
}
