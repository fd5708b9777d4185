import type { Message } from '@holdfast/shared/model/message.ts';
import type { User } from '@holdfast/shared/model/user.ts';
import { IconPin } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEditors } from '../hooks/use-editing.ts';
import { PersonAvatar } from '../ui/person-avatar.tsx';
import { exactTime } from '../ui/times.ts';
import { WaitingDot } from '../ui/waiting-dot.tsx';
import { timeOfDay } from './day-words.ts';
import { MessageHistory } from './message-history.tsx';
import styles from './message-item.module.css';
import { useThreadPlace } from './thread-context.ts';
import type { ThreadMessage } from './thread-message.ts';

export interface MessageHeadProps {
  readonly message: ThreadMessage;
  readonly author: User | undefined;
  /** It goes on under the name above: only what is of this message is said. */
  readonly isShort: boolean;
}

/** Who wrote it and when, and its marks. */
export function MessageHead({ message, author, isShort }: MessageHeadProps) {
  const { t } = useTranslation('threads');
  const { row, waiting } = message;
  const time = (
    <time className={styles.time} dateTime={row.createdAt} title={exactTime(row.createdAt)}>
      {timeOfDay(row.createdAt)}
    </time>
  );
  const marks = (
    <>
      {row.editedAt !== null && row.deletedAt === null && <MessageHistory messageId={row.id} />}
      {row.pinnedAt !== null && (
        <span className={styles.mark} role="img" aria-label={t('pinned.mark')} title={t('pinned.mark')}>
          <IconPin size={14} aria-hidden />
        </span>
      )}
      {waiting && <WaitingDot />}
      <EditedNow message={row} name={author?.name} />
    </>
  );
  if (isShort) {
    return (
      <header className={styles.short}>
        {marks}
        {time}
      </header>
    );
  }
  return (
    <header className={styles.by}>
      <PersonAvatar person={author} />
      <b className={styles.name}>{author?.name ?? t('somebody', { ns: 'app' })}</b>
      {time}
      {marks}
    </header>
  );
}

/** That its author changes it right now: an answer may wait for that. */
function EditedNow({ message, name }: { readonly message: Message; readonly name: string | undefined }) {
  const { t } = useTranslation('threads');
  const { room } = useThreadPlace();
  const editors = useEditors(room, `message:${message.id}`);
  if (name === undefined || !editors.includes(message.authorId)) return null;
  return <span className={styles.editing}>{t('editing.others', { name })}</span>;
}
