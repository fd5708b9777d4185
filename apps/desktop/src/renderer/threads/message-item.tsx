import type { Message } from '@holdfast/shared/model/message.ts';
import { type KeyboardEvent, memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextConflictPlace } from '../features/text-conflicts/text-conflict-place.tsx';
import { usePeople } from '../hooks/use-people.ts';
import { useDraft } from '../state/drafts.ts';
import { Asking } from '../ui/asking.tsx';
import { LazyMarkdown } from '../ui/lazy-markdown.tsx';
import { Problem } from '../ui/problem.tsx';
import { timeOfDay } from './day-words.ts';
import { MessageActionBar } from './message-action-bar.tsx';
import { messageDraft } from './message-draft.ts';
import { MessageEdit } from './message-edit.tsx';
import { MessageFiles } from './message-files.tsx';
import { MessageHead } from './message-head.tsx';
import styles from './message-item.module.css';
import { actionOfKey } from './message-keys.ts';
import { MessageQuote } from './message-quote.tsx';
import { MessageReactions } from './message-reactions.tsx';
import { comeNear, goAway, useIsNear } from './near-message.ts';
import type { ThreadMessage } from './thread-message.ts';
import { goesOn } from './thread-places.ts';
import { useMessageActions } from './use-message-actions.ts';

export interface MessageItemProps {
  readonly message: ThreadMessage;
  /** The one that stands right above it. */
  readonly before: Message | undefined;
  /** The keyboard stops here on its way through the page. */
  readonly isStop: boolean;
  /** Somebody was led here. */
  readonly isMarked: boolean;
}

/** What somebody wrote, with everything that one can see of it and do with it. */
export const MessageItem = memo(({ message, before, isStop, isMarked }: MessageItemProps) => {
  const { t } = useTranslation('threads');
  const { row } = message;
  const author = usePeople().get(row.authorId);
  const actions = useMessageActions(message);
  const isNear = useIsNear(row.id);
  const [isAsking, setIsAsking] = useState(false);
  const isEdited = useDraft(messageDraft(row.id)) !== undefined && row.deletedAt === null;
  const isGoingOn = goesOn(before, row);
  const all = { ...actions, ...(actions.remove && { remove: () => setIsAsking(true) }) };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const act = actionOfKey(event, all);
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  return (
    <article
      className={styles.message}
      aria-label={t('article', {
        name: author?.name ?? t('somebody', { ns: 'app' }),
        time: timeOfDay(row.createdAt),
      })}
      data-message={row.id}
      data-goes-on={isGoingOn || undefined}
      data-marked={isMarked || undefined}
      tabIndex={isStop ? 0 : -1}
      onKeyDown={onKeyDown}
      onPointerEnter={() => comeNear(row.id)}
      onPointerLeave={() => goAway(row.id)}
      onFocus={() => comeNear(row.id)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) goAway(row.id);
      }}
    >
      {!isGoingOn && <MessageHead message={message} author={author} isShort={false} />}
      <div className={styles.body}>
        {isGoingOn && <MessageHead message={message} author={author} isShort />}
        {row.replyToId !== null && <MessageQuote messageId={row.replyToId} />}
        {actions.edit !== undefined && (
          <TextConflictPlace rowId={row.id} field="body" label={t('editing.label')} />
        )}
        {isEdited ? (
          <MessageEdit message={row} hasFiles={message.files.length > 0} />
        ) : (
          <MessageBody row={row} />
        )}
        <MessageFiles message={message} />
        <MessageReactions message={message} react={actions.react} />
        {actions.problem !== undefined && (
          <Problem title={t('problem.title')} message={actions.problem} kept="" />
        )}
        {isAsking && (
          <Asking
            question={t('remove.ask')}
            confirm={t('remove.confirm')}
            onConfirm={() => {
              setIsAsking(false);
              actions.remove?.();
            }}
            onCancel={() => setIsAsking(false)}
          />
        )}
      </div>
      {isNear && !isEdited && row.deletedAt === null && <MessageActionBar message={message} actions={all} />}
    </article>
  );
});

function MessageBody({ row }: { readonly row: Message }) {
  const { t } = useTranslation('threads');
  if (row.deletedAt !== null) return <p className={styles.deleted}>{t('deleted')}</p>;
  // Its files say all.
  if (row.body === '') return null;
  return (
    <div data-found>
      <LazyMarkdown text={row.body} />
    </div>
  );
}
