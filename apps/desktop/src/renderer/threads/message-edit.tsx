import type { Message } from '@holdfast/shared/model/message.ts';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AttachButton } from '../files/attach-button.tsx';
import { DropArea } from '../files/drop-area.tsx';
import { useEditing } from '../hooks/use-editing.ts';
import { useMutation } from '../hooks/use-mutation.ts';
import { dropDraft, useDraft } from '../state/drafts.ts';
import { handOver } from '../state/handovers.ts';
import { newId } from '../state/new-id.ts';
import { Keys } from '../ui/keys.tsx';
import { Problem } from '../ui/problem.tsx';
import { textChange } from '../ui/text-change.ts';
import { messageDraft } from './message-draft.ts';
import { MessageField } from './message-field.tsx';
import styles from './message-parts.module.css';
import { useThreadPlace } from './thread-context.ts';
import { bodyOf } from './written-text.ts';

export interface MessageEditProps {
  readonly message: Message;
  /** Then they may say all. */
  readonly hasFiles: boolean;
}

/** One's own message, edited where it stands. What is written is kept until it is saved or given up. */
export function MessageEdit({ message, hasFiles }: MessageEditProps) {
  const { t } = useTranslation('threads');
  const { threadId, room } = useThreadPlace();
  const place = messageDraft(message.id);
  const draft = useDraft(place);
  const { problem, mutate } = useMutation();
  useEditing(room, `message:${message.id}`, true);
  const now = draft === undefined ? '' : bodyOf(draft);
  const isEmpty = now === '' && !hasFiles;
  const save = async () => {
    if (isEmpty) return;
    const changes = { body: textChange(draft?.was, now) };
    const isSaved =
      now === draft?.was || (await mutate('message.reword', { id: message.id, versionId: newId(), changes }));
    if (isSaved) dropDraft(place);
  };
  const goal = { kind: 'row', subjectTable: 'message', subjectId: message.id } as const;
  const attach = (files: readonly File[]) => void handOver(files, goal);
  return (
    <DropArea className={styles.edit} label={t('drop.edited', { ns: 'files' })} onFiles={attach}>
      <div className={styles.field}>
        <MessageField
          place={place}
          threadId={threadId}
          label={t('editing.label')}
          autoFocus
          onSubmit={save}
          onEscape={() => {
            // Only what has not been touched is left by Escape: a draft is given up by its button alone.
            if (now === draft?.was) dropDraft(place);
          }}
        />
      </div>
      {problem !== undefined && <Problem message={problem} kept={t('editing.kept')} />}
      <div className={styles.end}>
        <Button disabled={isEmpty} onClick={save}>
          {t('text.save', { ns: 'app' })}
        </Button>
        <Button variant="default" onClick={() => dropDraft(place)}>
          {t('cancel', { ns: 'app' })}
        </Button>
        <AttachButton isSmall onFiles={attach} />
        <Keys keys="mod+Enter" />
      </div>
    </DropArea>
  );
}
