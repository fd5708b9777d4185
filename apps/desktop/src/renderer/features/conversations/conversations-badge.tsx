import { threadModel } from '@holdfast/shared/model/thread.ts';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { useUnread } from '../../hooks/use-unread.ts';
import { UnreadCount } from '../../ui/unread-count.tsx';

const MOST = 1_000;

/** How many messages in groups and direct conversations wait to be read. Those of tickets are marked at the tickets. */
export function ConversationsBadge() {
  const { threads } = useUnread();
  const ids = Object.keys(threads).slice(0, MOST);
  const found = useLiveQuery(
    threadModel,
    ids.length === 0
      ? undefined
      : { where: { id: ids, subjectTable: ['group', 'direct'] }, offset: 0, limit: MOST },
  );
  const count = (found?.rows ?? []).reduce((sum, { row }) => sum + (threads[row.id] ?? 0), 0);
  return <UnreadCount count={count} />;
}
