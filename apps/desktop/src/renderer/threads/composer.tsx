import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AttachButton } from '../files/attach-button.tsx';
import { DraftFiles } from '../files/draft-files.tsx';
import { DropArea } from '../files/drop-area.tsx';
import { type FilesOfDraft, useFilesOfDraft } from '../files/use-files-of-draft.ts';
import { useTypingIndicator } from '../hooks/use-typing-indicator.ts';
import { TypingLine } from '../presence/typing-line.tsx';
import { useDraft } from '../state/drafts.ts';
import { Keys } from '../ui/keys.tsx';
import { Problem } from '../ui/problem.tsx';
import styles from './composer.module.css';
import { endReply, threadDraft } from './composer-draft.ts';
import { ComposerReply } from './composer-reply.tsx';
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
 * answers (`startReply`) and its files as well. Above it stands who else writes.
 */
export function Composer({ threadId, room, kind, onSent }: ComposerProps) {
  const { t } = useTranslation();
  const place = threadDraft(threadId);
  const draft = useDraft(place);
  const { writers, typed, stopped } = useTypingIndicator(room);
  const { problem, send } = useSendMessage(threadId, onSent);
  const files = useFilesOfDraft(place);
  const isEmpty = (draft?.text ?? '').trim() === '' && !files.isThere;
  const sendAndStay = () => {
    void files.sendWith(send);
    stopped();
    focusField(place);
  };
  const endReplyAndStay = () => {
    endReply(threadId);
    focusField(place);
  };
  const leave = () => {
    if (draft?.replyToId !== undefined) endReply(threadId);
    else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  };
  return (
    <DropArea
      className={styles.composer}
      label={t('drop.message', { ns: 'files' })}
      onFiles={(dropped) => {
        files.add(dropped);
        focusField(place);
      }}
    >
      {problem !== undefined && <Problem message={problem} kept={t('text.kept')} />}
      <TypingLine writers={writers} />
      <div className={styles.box}>
        {draft?.replyToId !== undefined && (
          <ComposerReply threadId={threadId} messageId={draft.replyToId} onEnd={endReplyAndStay} />
        )}
        <div className={styles.line}>
          <MessageField
            key={place}
            place={place}
            threadId={threadId}
            label={t(`composer.${kind}`)}
            placeholder={t(`composer.${kind}.hint`)}
            onWrite={(text) => (text.trim() === '' ? stopped() : typed())}
            onSubmit={sendAndStay}
            onEscape={leave}
          />
          <LineEnd files={files} isEmpty={isEmpty} onSend={sendAndStay} />
        </div>
        <DraftFiles files={files} kept={t('text.kept')} />
      </div>
    </DropArea>
  );
}

interface LineEndProps {
  readonly files: FilesOfDraft;
  readonly isEmpty: boolean;
  readonly onSend: () => void;
}

function LineEnd({ files, isEmpty, onSend }: LineEndProps) {
  const { t } = useTranslation();
  return (
    <>
      <span className={styles.hint}>
        <Keys keys="mod+Enter" />
      </span>
      <AttachButton isSmall onFiles={files.add} />
      <Button disabled={isEmpty || files.waits} onClick={onSend}>
        {t('composer.send')}
      </Button>
    </>
  );
}
