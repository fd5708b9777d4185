import { type Message, messageModel } from '@holdfast/shared/model/message.ts';
import type { Thread } from '@holdfast/shared/model/thread.ts';
import { useTranslation } from 'react-i18next';
import { useAttachments } from '../../files/use-attachments.ts';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { useMyId, usePeople } from '../../hooks/use-people.ts';
import { writeList } from '../../ui/locale.ts';
import { plainText } from '../../ui/plain-text.ts';
import styles from './conversation-list.module.css';

/** The last that was written in a conversation, in one line. */
export function LastLine({ thread }: { readonly thread: Thread }) {
  const { t } = useTranslation('conversations');
  const message = useLastMessage(thread);
  const words = useLineWords(thread);
  // Of a message without words its files say what it is.
  const files = useAttachments(message?.body === '' ? message.id : undefined) ?? [];
  if (message === undefined) return <span className={styles.last} />;
  const text =
    message === null ? t('last.nothing') : words(message, writeList(files.map(({ row }) => row.name)));
  return (
    <span className={styles.last} title={text} dir="auto">
      {text}
    </span>
  );
}

/** `null`: nothing was written yet. */
function useLastMessage({ id, lastMessageAt }: Thread): Message | null | undefined {
  const found = useLiveQuery(messageModel, {
    where: { threadId: id },
    // From here on there are one or two: without it all of a long conversation would be counted each time.
    ...(lastMessageAt === null ? {} : { range: { column: 'createdAt', from: lastMessageAt } }),
    order: [{ column: 'createdAt', direction: 'descending' }],
    offset: 0,
    limit: 1,
  });
  return found === undefined ? undefined : (found.rows[0]?.row ?? null);
}

function useLineWords({ subjectTable }: Thread): (message: Message, files: string) => string {
  const { t } = useTranslation('conversations');
  const me = useMyId();
  const people = usePeople();
  return ({ authorId, body, deletedAt }, files) => {
    const text = deletedAt === null ? plainText(body) || files : t('last.deleted');
    if (authorId === me) return t('last.own', { text });
    if (subjectTable === 'direct') return text;
    return t('last.by', { name: people.get(authorId)?.name ?? t('somebody', { ns: 'app' }), text });
  };
}
