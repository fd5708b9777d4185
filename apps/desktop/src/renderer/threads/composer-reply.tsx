import { messageModel } from '@holdfast/shared/model/message.ts';
import { ActionIcon } from '@mantine/core';
import { IconArrowBackUp, IconX } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsFirstSync } from '../hooks/use-first-sync.ts';
import { useRow } from '../hooks/use-live-query.ts';
import { usePeople } from '../hooks/use-people.ts';
import styles from './composer.module.css';
import { endReply } from './composer-draft.ts';
import { MessageLine } from './message-line.tsx';

export interface ComposerReplyProps {
  readonly threadId: string;
  readonly messageId: string;
  /** One goes on writing. */
  readonly onEnd: () => void;
}

/** What is being answered, above the text, and the way to answer nothing after all. */
export function ComposerReply({ threadId, messageId, onEnd }: ComposerReplyProps) {
  const { t } = useTranslation();
  const people = usePeople();
  const isFirstSync = useIsFirstSync();
  const queried = useRow(messageModel, messageId);
  useEffect(() => {
    // It was taken back, or is out of sight: nothing can answer it any more.
    if (queried === null && !isFirstSync) endReply(threadId);
  }, [queried, isFirstSync, threadId]);
  if (!queried) return null;
  const { authorId, deletedAt } = queried.row;
  const name = people.get(authorId)?.name ?? t('somebody');
  return (
    <div className={styles.reply} role="group" aria-label={t('composer.reply', { name })}>
      <IconArrowBackUp size={16} aria-hidden />
      <bdi className={styles.replied}>{name}</bdi>
      <bdi className={styles.quote}>
        {deletedAt === null ? <MessageLine message={queried.row} /> : t('composer.reply.deleted')}
      </bdi>
      <ActionIcon aria-label={t('composer.reply.end')} title={t('composer.reply.end')} onClick={onEnd}>
        <IconX size={16} />
      </ActionIcon>
    </div>
  );
}
