import { isPrivateThread, type Thread, threadModel } from '@holdfast/shared/model/thread.ts';
import { useTranslation } from 'react-i18next';
import { useRow } from '../../hooks/use-live-query.ts';
import { Composer } from '../../threads/composer.tsx';
import { ThreadDrop } from '../../threads/thread-drop.tsx';
import { ThreadView } from '../../threads/thread-view.tsx';
import { ConversationHead } from './conversation-head.tsx';
import styles from './conversation-page.module.css';
import { GoneConversation } from './gone-conversation.tsx';
import { useWritingFocus } from './open-to-write.ts';
import { ReplacedName } from './replaced-name.tsx';

/** One conversation: its name and people, its messages, and below where one writes. */
export function ConversationPage({ id }: { readonly id: string }) {
  const queried = useRow(threadModel, id);
  if (queried === undefined) return null;
  if (queried === null || !isPrivateThread(queried.row)) return <GoneConversation id={id} />;
  return <OneConversation thread={queried.row} waiting={queried.waiting} />;
}

function OneConversation({ thread, waiting }: { readonly thread: Thread; readonly waiting: boolean }) {
  const { t } = useTranslation('conversations');
  const room = `thread:${thread.id}`;
  useWritingFocus(thread.id);
  return (
    <article className={styles.conversation}>
      <ConversationHead thread={thread} waiting={waiting} room={room} />
      <div className={styles.notes}>
        <ReplacedName thread={thread} />
      </div>
      <ThreadDrop threadId={thread.id} className={styles.messages}>
        <ThreadView threadId={thread.id} room={room} label={t('stream')} hasTools={false} />
      </ThreadDrop>
      <Composer threadId={thread.id} room={room} kind="message" />
    </article>
  );
}
