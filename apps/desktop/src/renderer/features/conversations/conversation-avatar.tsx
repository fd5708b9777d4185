import type { Thread } from '@holdfast/shared/model/thread.ts';
import type { User } from '@holdfast/shared/model/user.ts';
import { IconUsers } from '@tabler/icons-react';
import { PresentAvatar } from '../../presence/person-status.tsx';
import styles from './conversation-avatar.module.css';

export interface ConversationAvatarProps {
  readonly thread: Pick<Thread, 'subjectTable'>;
  readonly others: readonly (User | undefined)[];
}

/** Who a conversation is with: one person, or several as a sign. Its name must stand beside it. */
export function ConversationAvatar({ thread, others }: ConversationAvatarProps) {
  const isOne = thread.subjectTable === 'direct' && others.length < 2;
  if (isOne) return <PresentAvatar person={others[0]} />;
  return (
    <span className={styles.several} aria-hidden>
      <IconUsers size={14} />
    </span>
  );
}
