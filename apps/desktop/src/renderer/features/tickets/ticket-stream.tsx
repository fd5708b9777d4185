import { activityModel } from '@holdfast/shared/model/activity.ts';
import { messageModel } from '@holdfast/shared/model/message.ts';
import { Button } from '@mantine/core';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { ActivityItem } from './activity-item.tsx';
import { CommentItem } from './comment-item.tsx';
import { streamEntries } from './stream-entries.ts';
import styles from './ticket-stream.module.css';
import { useShowOwnComment } from './use-show-own-comment.ts';

const STEP = 100;

/** What was said and done about a ticket, oldest first; of long stories the latest part. */
export function TicketStream({ ticketId }: { readonly ticketId: string }) {
  const { t } = useTranslation('tickets');
  const [limit, setLimit] = useState(STEP);
  const comments = useLiveQuery(messageModel, {
    where: { threadId: ticketId },
    order: [{ column: 'createdAt', direction: 'descending' }],
    offset: 0,
    limit,
  });
  const activities = useLiveQuery(activityModel, {
    where: { subjectId: ticketId },
    order: [{ column: 'at', direction: 'descending' }],
    offset: 0,
    limit,
  });
  const entries = useMemo(
    () => streamEntries(comments?.rows ?? [], activities?.rows.map(({ row }) => row) ?? []),
    [comments, activities],
  );
  const list = useRef<HTMLOListElement>(null);
  useShowOwnComment(list, entries);
  const hasMore = (comments?.total ?? 0) > limit || (activities?.total ?? 0) > limit;
  return (
    <section aria-label={t('stream')}>
      {hasMore && (
        <Button variant="subtle" color="gray" onClick={() => setLimit(Math.min(limit + STEP * 4, 2_000))}>
          {t('stream.earlier')}
        </Button>
      )}
      <ol ref={list} className={styles.stream}>
        {entries.map((entry) => (
          <li key={entry.key} className={styles.entry}>
            {entry.kind === 'comment' ? <CommentItem {...entry} /> : <ActivityItem {...entry} />}
          </li>
        ))}
      </ol>
    </section>
  );
}
