import { messageModel } from '@holdfast/shared/model/message.ts';
import { useEffect, useState } from 'react';
import { useLiveQuery } from '../hooks/use-live-query.ts';
import { jumpToMessage } from './thread-jumps.ts';

/** So many finds are read at once. */
const PAGE = 50;

/**
 * Where words stand in a thread: how many messages hold them, and at which of them, counted from the
 * oldest, one is. It begins at the newest; `go` moves on, from the last to the first.
 */
export function useThreadFind(threadId: string, words: string) {
  const search = words.trim();
  const isAsked = /[\p{L}\p{N}]/u.test(search);
  const [at, setAt] = useState({ search, index: 0 });
  // From the newest: new finds at the other end would otherwise move what one looks at.
  const index = at.search === search ? at.index : 0;
  const query = {
    where: { threadId },
    search,
    order: [{ column: 'createdAt', direction: 'descending' as const }],
  };
  const page = Math.floor(index / PAGE) * PAGE;
  const finds = useLiveQuery(messageModel, isAsked ? { ...query, offset: page, limit: PAGE } : undefined);
  const total = finds?.total ?? 0;
  const foundId = finds?.rows[index - page]?.row.id;
  useEffect(() => {
    if (foundId !== undefined) jumpToMessage(threadId, foundId);
  }, [threadId, foundId]);
  const go = (step: 1 | -1) => {
    if (total > 0) setAt({ search, index: (index - step + total) % total });
  };
  return { total, place: total - index, isAsked: isAsked && finds !== undefined, go };
}
