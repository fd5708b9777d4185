import { Button } from '@mantine/core';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from '../../hooks/use-mutation.ts';
import { dropSent, keepDraft, useDraft } from '../../state/drafts.ts';
import { newId } from '../../state/new-id.ts';
import { Keys } from '../../ui/keys.tsx';
import { Problem } from '../../ui/problem.tsx';
import styles from './composer.module.css';
import { commentDraft } from './ticket-drafts.ts';

/** Where a comment is written. Its draft is kept per ticket, also when the app ends. */
export function Composer({ ticketId }: { readonly ticketId: string }) {
  const { t } = useTranslation('tickets');
  const place = commentDraft(ticketId);
  const text = useDraft(place)?.text ?? '';
  const field = useRef<HTMLTextAreaElement>(null);
  // Not a state: drawing the composer once more would only delay the comment.
  const sending = useRef<string>(undefined);
  const { problem, mutate } = useMutation();
  const send = async () => {
    const body = text.trim();
    // A second press sends nothing twice, but may send what was written since.
    if (body === '' || sending.current === text) return;
    sending.current = text;
    const sent = await mutate('message.create', { id: newId(), threadId: ticketId, body });
    if (sending.current === text) sending.current = undefined;
    if (sent) dropSent(place, { text });
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') event.currentTarget.blur();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
  };
  return (
    <div className={styles.composer}>
      {problem !== undefined && <Problem message={problem} kept={t('kept.text')} />}
      <div className={styles.box}>
        <textarea
          ref={field}
          className={styles.text}
          aria-label={t('comment')}
          placeholder={t('comment.hint')}
          rows={1}
          dir="auto"
          value={text}
          onChange={(event) => keepDraft(place, { text: event.currentTarget.value })}
          onKeyDown={onKeyDown}
        />
        <span className={styles.hint}>
          <Keys keys="mod+Enter" />
        </span>
        <Button aria-label={t('comment.send')} disabled={text.trim() === ''} onClick={send}>
          {t('comment.send')}
        </Button>
      </div>
    </div>
  );
}
