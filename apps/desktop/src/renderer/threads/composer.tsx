import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDraft } from '../state/drafts.ts';
import { Keys } from '../ui/keys.tsx';
import { Problem } from '../ui/problem.tsx';
import styles from './composer.module.css';
import { threadDraft } from './composer-draft.ts';
import { focusField } from './focus-field.ts';
import { MessageField } from './message-field.tsx';
import { useSendMessage } from './use-send-message.ts';

export interface ComposerProps {
  readonly threadId: string;
  /** Where others are told that one writes: `ticket:<id>`, `project:<id>`, `thread:<id>`. */
  readonly room: string;
  /** What is written here: comments on something, or messages of a conversation. Names the field. */
  readonly kind: 'comment' | 'message';
  /** The message is on this device's disk; `id` is its id. */
  readonly onSent?: (id: string) => void;
}

/**
 * Where one writes in a thread. What is begun is kept per thread, also when the app ends; what it
 * answers as well (`startReply`).
 */
export function Composer({ threadId, kind, onSent }: ComposerProps) {
  const { t } = useTranslation();
  const place = threadDraft(threadId);
  const isEmpty = (useDraft(place)?.text ?? '').trim() === '';
  const { problem, send } = useSendMessage(threadId, onSent);
  const sendAndStay = () => {
    void send();
    focusField(place);
  };
  return (
    <div className={styles.composer}>
      {problem !== undefined && <Problem message={problem} kept={t('text.kept')} />}
      <div className={styles.box}>
        <MessageField
          key={place}
          place={place}
          threadId={threadId}
          label={t(`composer.${kind}`)}
          placeholder={t(`composer.${kind}.hint`)}
          onSubmit={sendAndStay}
        />
        <span className={styles.hint}>
          <Keys keys="mod+Enter" />
        </span>
        <Button disabled={isEmpty} onClick={sendAndStay}>
          {t('composer.send')}
        </Button>
      </div>
    </div>
  );
}
