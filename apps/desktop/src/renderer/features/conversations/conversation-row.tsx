import type { Thread } from '@holdfast/shared/model/thread.ts';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useUnreadOf } from '../../hooks/use-unread.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { UnreadCount } from '../../ui/unread-count.tsx';
import { WaitingDot } from '../../ui/waiting-dot.tsx';
import { ConversationAvatar } from './conversation-avatar.tsx';
import styles from './conversation-list.module.css';
import { conversationName } from './conversation-name.ts';
import { LastLine } from './last-line.tsx';
import { useOthers } from './use-conversation-people.ts';

export interface ConversationRowProps {
  readonly thread: Thread;
  readonly waiting: boolean;
}

/** A conversation in a list: with whom, what was written last, and how much of it is unread. */
export const ConversationRow = memo(({ thread, waiting }: ConversationRowProps) => {
  const { t } = useTranslation();
  const others = useOthers(thread.id);
  const unread = useUnreadOf(thread.id);
  const people = others.map(({ person }) => person);
  const name = conversationName(thread, people, t('somebody'));
  return (
    <>
      <span role="gridcell" className={styles.who}>
        <ConversationAvatar thread={thread} others={people} />
      </span>
      <span role="gridcell" className={styles.about} data-unread={unread > 0 || undefined}>
        <span className={styles.name} title={name} dir="auto">
          {name}
        </span>
        <LastLine thread={thread} />
      </span>
      <span role="gridcell" className={styles.end}>
        <span className={styles.age}>
          <RelativeTime at={thread.lastMessageAt ?? thread.createdAt} />
        </span>
        {waiting ? <WaitingDot /> : <UnreadCount count={unread} />}
      </span>
    </>
  );
});
