import { messageModel } from '@holdfast/shared/model/message.ts';
import { useTranslation } from 'react-i18next';
import { useRow } from '../hooks/use-live-query.ts';
import { usePeople } from '../hooks/use-people.ts';
import { MessageLine } from './message-line.tsx';
import styles from './message-parts.module.css';
import { useThreadPlace } from './thread-context.ts';
import { jumpToMessage } from './thread-jumps.ts';

/** The message that is answered, in one line that leads to it. Its height is the same before it is read. */
export function MessageQuote({ messageId }: { readonly messageId: string }) {
  const { t } = useTranslation('threads');
  const { threadId } = useThreadPlace();
  const people = usePeople();
  const replied = useRow(messageModel, messageId);
  if (replied === undefined) return <p className={styles.quote} />;
  if (replied === null) return <p className={styles.quote}>{t('reply.gone')}</p>;
  const { row } = replied;
  const name = people.get(row.authorId)?.name ?? t('somebody', { ns: 'app' });
  return (
    <button
      type="button"
      className={styles.quote}
      title={t('reply.jump')}
      aria-label={t('reply.to', { name })}
      onClick={() => jumpToMessage(threadId, messageId)}
    >
      <b>{name}</b>
      <span className={styles.line} dir="auto">
        <MessageLine message={row} />
      </span>
    </button>
  );
}
