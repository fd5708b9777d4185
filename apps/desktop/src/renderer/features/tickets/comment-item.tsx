import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../../hooks/use-people.ts';
import { LazyMarkdown } from '../../ui/lazy-markdown.tsx';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { WaitingDot } from '../../ui/waiting-dot.tsx';
import type { CommentEntry } from './stream-entries.ts';
import styles from './ticket-stream.module.css';

/** What somebody wrote. */
export const CommentItem = memo(({ comment }: CommentEntry) => {
  const { t } = useTranslation('tickets');
  const { row, waiting } = comment;
  const author = usePeople().get(row.authorId);
  return (
    <article className={styles.comment}>
      <header className={styles.by}>
        <PersonAvatar person={author} />
        <b className={styles.name}>{author?.name ?? t('somebody', { ns: 'app' })}</b>
        <span className={styles.dim}>
          <RelativeTime at={row.createdAt} />
        </span>
        {waiting && <WaitingDot />}
      </header>
      <div className={styles.body}>
        {row.deletedAt === null ? (
          <LazyMarkdown text={row.body} />
        ) : (
          <p className={styles.dim}>{t('stream.deleted')}</p>
        )}
      </div>
    </article>
  );
});
