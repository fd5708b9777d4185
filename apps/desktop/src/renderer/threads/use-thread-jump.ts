import { messageModel } from '@holdfast/shared/model/message.ts';
import { useEffect, useState } from 'react';
import { useRow } from '../hooks/use-live-query.ts';
import { endJump, useWantedMessage } from './thread-jumps.ts';
import type { ThreadPages, ThreadRows } from './thread-pages.ts';

/** A message to which one was led stands out this long. */
const MARKED_MS = 2_500;

/** Leads to the message that is wanted, as soon as what stands around it is here. Says which one stands out. */
export function useThreadJump(
  threadId: string,
  pages: ThreadPages,
  rows: ThreadRows,
  virtual: { scrollToIndex(index: number, options: { align: 'center' }): void },
): string | undefined {
  const wanted = useWantedMessage(threadId);
  const [marked, setMarked] = useState<string>();
  const found = useRow(messageModel, wanted);
  const place = placeOf(found?.row, rows);
  const isHere = place !== undefined && (place > (rows.highest ?? 0) || rows.isKnown(place));
  useEffect(() => {
    if (place === undefined) return;
    pages.seek(place);
    return () => pages.seek(undefined);
  }, [pages, place]);
  useEffect(() => {
    if (wanted === undefined || found === undefined) return;
    if (found !== null && !isHere) return;
    endJump(threadId);
    if (place === undefined) return;
    virtual.scrollToIndex(place - 1, { align: 'center' });
    setMarked(wanted);
  }, [wanted, found, isHere, place, threadId, virtual]);
  useEffect(() => {
    if (marked === undefined) return;
    const timer = setTimeout(() => setMarked(undefined), MARKED_MS);
    return () => clearTimeout(timer);
  }, [marked]);
  return marked;
}

/** Where a message stands, counted from 1; own ones without a number stand after all others. */
function placeOf(row: { id: string; number: number | null } | undefined, rows: ThreadRows) {
  if (row === undefined) return undefined;
  if (row.number !== null) return row.number;
  const pending = rows.pending.findIndex((message) => message.row.id === row.id);
  return pending < 0 ? undefined : (rows.highest ?? 0) + pending + 1;
}
