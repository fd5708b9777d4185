import { Button, Tooltip } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ScreenProps } from '../../app/feature.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ConversationList } from './conversation-list.tsx';
import { ConversationPage } from './conversation-page.tsx';
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
          {id === undefined ? (
            <EmptyState title={t('choose.title')} body={t('choose.body')} />
          ) : (
            <ConversationPage key={id} id={id} />
          )}
        </section>
      </div>
    </div>
  );
}
