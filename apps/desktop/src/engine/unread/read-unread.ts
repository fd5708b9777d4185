import type { Subscription } from '@holdfast/shared/model/subscription.ts';
import { isPrivateThread, threadModel } from '@holdfast/shared/model/thread.ts';
import { ticketModel } from '@holdfast/shared/model/ticket.ts';
import { userScope } from '@holdfast/shared/scope-names.ts';
import { MOST_UNREAD } from '../api/presence.ts';
import { readView } from '../store/overlay-rows.ts';
import type { Statements } from '../store/statements.ts';

type Mode = Subscription['mode'];

/** What is unread in a thread. */
export interface UnreadThread {
  /** Messages of others, at most MOST_UNREAD. */
  readonly count: number;
  /** Whether the thread is one's own business and not muted, and not merely one that one has looked into. */
  readonly concerns: boolean;
}

/**
 * Unread threads by their ids, in one pass: those that concern the person, and those that they have
 * looked into. Threads whose last number is not above what was read are not asked any further.
 */
export function readAllUnread(statements: Statements, userId: string): Map<string, UnreadThread> {
  const marks = readMarks(statements, userId);
  const own = ownThreads(statements, userId);
  const unread = new Map<string, UnreadThread>();
  // From the index alone: this is the only thing that is asked of all messages.
  const ends = statements.all<{ id: string; last: number }>(
    'SELECT threadId AS id, max(number) AS last FROM message_base WHERE number IS NOT NULL GROUP BY threadId',
  );
  for (const { id, last } of ends) {
    const readTo = marks.get(id);
    const concerns = own.has(id);
    if ((!concerns && readTo === undefined) || last <= (readTo ?? 0)) continue;
    const count = countUnread(statements, userId, id, readTo ?? 0);
    if (count > 0) unread.set(id, { count, concerns });
  }
  return unread;
}

/** What is unread in one thread, as `readAllUnread` counts it; nothing where there is none. */
export function readUnread(
  statements: Statements,
  userId: string,
  threadId: string,
): UnreadThread | undefined {
  const readTo = readMark(statements, userId, threadId);
  const concerns = isOwnThread(statements, userId, threadId);
  if (!concerns && readTo === undefined) return undefined;
  const count = countUnread(statements, userId, threadId, readTo ?? 0);
  return count === 0 ? undefined : { count, concerns };
}

/** The number of the last message that the person has read in a thread. */
export function readMark(statements: Statements, userId: string, threadId: string): number | undefined {
  const sql = 'SELECT max(readTo) AS readTo FROM read_marker WHERE threadId = ? AND userId = ?';
  return statements.get<{ readTo: number | null }>(sql, threadId, userId)?.readTo ?? undefined;
}

function readMarks(statements: Statements, userId: string): ReadonlyMap<string, number> {
  const sql = 'SELECT threadId, max(readTo) AS readTo FROM read_marker WHERE userId = ? GROUP BY threadId';
  const marks = statements.all<{ threadId: string; readTo: number }>(sql, userId);
  return new Map(marks.map(({ threadId, readTo }) => [threadId, readTo]));
}

function countUnread(statements: Statements, userId: string, threadId: string, readTo: number): number {
  const sql = `SELECT count(*) AS count FROM (SELECT 1 FROM message
    WHERE threadId = ? AND number > ? AND authorId <> ? AND json_extract(data, '$.deletedAt') IS NULL LIMIT ?)`;
  return statements.get<{ count: number }>(sql, threadId, readTo, userId, MOST_UNREAD)?.count ?? 0;
}

/** Conversations that they take part in, the tickets in their own scope (made by them, assigned to them, watched), and what they follow, but nothing that they have muted. */
function ownThreads(statements: Statements, userId: string): ReadonlySet<string> {
  const sql = `SELECT threadId AS id FROM participant WHERE userId = ?
    UNION SELECT e.id FROM entry AS e JOIN name AS n ON n.number = e.tbl JOIN scope AS s ON s.number = e.scope
    WHERE n.name = 'ticket' AND s.scope = ? AND e.gone = 0`;
  const own = new Set(statements.all<{ id: string }>(sql, userId, userScope(userId)).map(({ id }) => id));
  for (const [id, mode] of readChoices(statements)) {
    if (mode === 'mute') own.delete(id);
    else own.add(id);
  }
  return own;
}

/** What the person has chosen to hear of, or not: only their own choices are on their disk. */
function readChoices(statements: Statements): readonly (readonly [string, Mode])[] {
  const sql = "SELECT subjectId AS id, json_extract(data, '$.mode') AS mode FROM subscription";
  return statements.all<{ id: string; mode: Mode }>(sql).map(({ id, mode }) => [id, mode]);
}

function readChoice(statements: Statements, threadId: string): Mode | undefined {
  const sql = "SELECT json_extract(data, '$.mode') AS mode FROM subscription WHERE subjectId = ? LIMIT 1";
  return statements.get<{ mode: Mode }>(sql, threadId)?.mode;
}

function isOwnThread(statements: Statements, userId: string, threadId: string): boolean {
  const chosen = readChoice(statements, threadId);
  return chosen === undefined ? isTheirs(statements, userId, threadId) : chosen === 'follow';
}

function isTheirs(statements: Statements, userId: string, threadId: string): boolean {
  const thread = threadModel.schema.safeParse(readView(statements, 'thread', threadId));
  if (!thread.success) return false;
  if (isPrivateThread(thread.data)) {
    const sql = 'SELECT 1 FROM participant WHERE threadId = ? AND userId = ? LIMIT 1';
    return statements.get(sql, threadId, userId) !== undefined;
  }
  const ticket = ticketModel.schema.safeParse(readView(statements, 'ticket', thread.data.subjectId));
  if (!ticket.success) return false;
  const { creatorId, assigneeId, watcherIds } = ticket.data;
  return creatorId === userId || assigneeId === userId || watcherIds.includes(userId);
}
