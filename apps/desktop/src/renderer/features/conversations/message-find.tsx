import type { Message } from '@holdfast/shared/model/message.ts';
import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../../hooks/use-people.ts';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import { plainText } from '../../ui/plain-text.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { foundParts } from './found-parts.ts';
import styles from './message-finds.module.css';
import type { ThreadPlace } from './thread-places.ts';

export interface MessageFindProps {
  readonly message: Message;
  readonly place: ThreadPlace;
  readonly words: string;
}

/** A message that was found: who wrote it where, and the words in their line. It opens where it stands. */
export function MessageFind({ message, place, words }: MessageFindProps) {
  const { t } = useTranslation('conversations');
  const author = usePeople().get(message.authorId);
  return (
    <UnstyledButton className={styles.find} onClick={() => place.show(message.id)}>
      <PersonAvatar person={author} />
      <span className={styles.about}>
        <span className={styles.where}>
          <span className={styles.name}>{author?.name ?? t('somebody', { ns: 'app' })}</span>{' '}
          {t('search.where', { name: place.name })}
        </span>
        <span className={styles.text} dir="auto">
          {foundParts(plainText(message.body), words).map(({ text, isHit, at }) =>
            isHit ? <mark key={at}>{text}</mark> : <span key={at}>{text}</span>,
          )}
        </span>
      </span>
      <span className={styles.age}>
        <RelativeTime at={message.createdAt} />
      </span>
    </UnstyledButton>
  );
}
