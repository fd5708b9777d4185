import type { RowData } from '@holdfast/shared/effect/operations.ts';
import { MOST_UNREAD } from '../../../apps/desktop/src/engine/api/presence.ts';
import type { ClientNode } from '../world/client-node.ts';
import type { Mirror } from '../world/mirror.ts';

/** Once everything is quiet: where a client's unread counts are not those of the server's rows. */
export function checkUnread(mirror: Mirror, { engine, userId }: ClientNode): string | undefined {
  const present = engine?.present;
  if (present === undefined) return undefined;
  const expected = unreadOf(mirror, userId);
  const { threads, total } = present.unread();
  for (const id of new Set([...Object.keys(threads), ...expected.keys()])) {
    const count = expected.get(id)?.count ?? 0;
    if ((threads[id] ?? 0) !== count) return `${threads[id] ?? 0} unread in ${id}, not ${count}`;
  }
  const all = [...expected.values()].reduce((sum, { count, concerns }) => sum + (concerns ? count : 0), 0);
  return total === all ? undefined : `${total} unread in all, not ${all}`;
}

/** By thread: messages of others above what one has read, where one has read or is concerned: it is one's own or followed, and not muted. */
function unreadOf(mirror: Mirror, userId: string): Map<string, { count: number; concerns: boolean }> {
  const markers = new Map(
    [...mirror.rows('read_marker')]
      .filter((marker) => marker.userId === userId)
      .map(({ threadId, readTo }) => [threadId, Number(readTo)]),
  );
  const unread = new Map<string, { count: number; concerns: boolean }>();
  for (const thread of mirror.rows('thread')) {
    const chosen = [...mirror.rows('subscription')].find(
      (row) => row.userId === userId && row.subjectId === thread.id,
    );
    const concerns = chosen === undefined ? isOwn(mirror, userId, thread) : chosen.mode === 'follow';
    const readTo = markers.get(thread.id);
    if (!mirror.maySee(userId, 'thread', thread) || (!concerns && readTo === undefined)) continue;
    const isUnread = ({ threadId, authorId, deletedAt, number }: RowData) =>
      threadId === thread.id && authorId !== userId && deletedAt === null && Number(number) > (readTo ?? 0);
    const count = Math.min(MOST_UNREAD, [...mirror.rows('message')].filter(isUnread).length);
    if (count > 0) unread.set(thread.id, { count, concerns });
  }
  return unread;
}

function isOwn(mirror: Mirror, userId: string, { id, subjectTable }: RowData): boolean {
  if (subjectTable === 'project') return false;
  if (subjectTable !== 'ticket')
    return [...mirror.rows('participant')].some((row) => row.threadId === id && row.userId === userId);
  const ticket = mirror.row('ticket', id);
  const watchers = Array.isArray(ticket?.watcherIds) ? ticket.watcherIds : [];
  return ticket?.creatorId === userId || ticket?.assigneeId === userId || watchers.includes(userId);
}
