import { ActionIcon, CloseButton, TextInput } from '@mantine/core';
import { IconSend2 } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { changeDraft, useDraft } from '../../state/drafts.ts';
import { threadDraft } from '../../threads/composer-draft.ts';
import { useSendMessage } from '../../threads/use-send-message.ts';
import { Problem } from '../../ui/problem.tsx';
import styles from './notice-toast.module.css';

export interface NoticeReplyProps {
  readonly threadId: string;
  readonly onSent: () => void;
  readonly onEnd: () => void;
}

/** An answer in place. It is the draft of that thread, so that what was begun is nowhere lost. */
export function NoticeReply({ threadId, onSent, onEnd }: NoticeReplyProps) {
  const { t } = useTranslation('inbox');
  const place = threadDraft(threadId);
  const text = useDraft(place)?.text ?? '';
  const { problem, send } = useSendMessage(threadId, onSent);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) void send();
    else if (event.key === 'Escape') onEnd();
    else return;
    event.stopPropagation();
  };
  return (
    <>
      <div className={styles.reply}>
        <TextInput
          className={styles.field}
          aria-label={t('toast.reply.hint')}
          placeholder={t('toast.reply.hint')}
          autoFocus
          dir="auto"
          value={text}
          onChange={(event) => changeDraft(place, { text: event.currentTarget.value })}
          onKeyDown={onKeyDown}
        />
        <ActionIcon aria-label={t('toast.send')} variant="filled" color="teal" onClick={() => void send()}>
          <IconSend2 size={16} aria-hidden />
        </ActionIcon>
        <CloseButton size={28} aria-label={t('cancel', { ns: 'app' })} onClick={onEnd} />
      </div>
      {problem !== undefined && <Problem message={problem} kept={t('text.kept', { ns: 'app' })} />}
    </>
  );
}
