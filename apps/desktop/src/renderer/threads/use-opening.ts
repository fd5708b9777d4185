import { readMarkerModel } from '@holdfast/shared/model/read-marker.ts';
import { useEffect, useState } from 'react';
import { useLiveQuery } from '../hooks/use-live-query.ts';
import { useMyId } from '../hooks/use-people.ts';
import type { ThreadPages, ThreadRows } from './thread-pages.ts';
import { firstOfOthers, openingNumber } from './thread-places.ts';

/** Where a thread opens: at a message, or at its end. */
export interface Opening {
  readonly number: number | undefined;
  /** Above which the line "New" stands. */
  readonly firstUnread: number | undefined;
}

/** Where the thread opens, once that and what stands there is known; it stays so. */
export function useOpening(threadId: string, pages: ThreadPages, rows: ThreadRows): Opening | undefined {
  const me = useMyId();
  const [opening, setOpening] = useState<Opening>();
  const markers = useLiveQuery(
    readMarkerModel,
    opening === undefined ? { where: { threadId, userId: me }, offset: 0, limit: 1 } : undefined,
  );
  const { highest } = rows;
  const readTo = markers?.rows[0]?.row.readTo;
  const isAsked = opening === undefined && markers !== undefined && highest !== undefined;
  const number = isAsked ? openingNumber(readTo, highest) : undefined;
  const isHere = isAsked && (highest === 0 || rows.isKnown(number ?? highest));
  useEffect(() => {
    if (number !== undefined) pages.look(number, number);
  }, [pages, number]);
  useEffect(() => {
    if (!isHere) return;
    const unread = number === undefined ? undefined : firstOfOthers(number, highest, me, rows);
    setOpening({ number: unread, firstUnread: readTo === undefined ? undefined : unread });
  }, [isHere, number, highest, me, readTo, rows]);
  return opening;
}
