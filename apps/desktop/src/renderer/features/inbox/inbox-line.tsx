import type { Notification } from '@holdfast/shared/model/notification.ts';
import { IconClock } from '@tabler/icons-react';
import { usePeople } from '../../hooks/use-people.ts';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import styles from './inbox.module.css';

export interface InboxLineProps {
  readonly notification: Notification;
  readonly words: string;
}

/** One thing that happened, by whom and when. */
export function InboxLine({ notification, words }: InboxLineProps) {
  const actor = usePeople().get(notification.actorId ?? '');
  return (
    <span className={styles.line} data-unread={notification.readAt === null || undefined}>
      {notification.actorId === null ? (
        <span className={styles.nobody}>
          <IconClock size={16} aria-hidden />
        </span>
      ) : (
        <PersonAvatar person={actor} />
      )}
      <span className={styles.words} title={words} dir="auto">
        {words}
      </span>
      <span className={styles.age}>
        <RelativeTime at={notification.at} />
      </span>
    </span>
  );
}
