import { nothingUnread, type UnreadState } from '../api/presence.ts';
import { readView } from '../store/overlay-rows.ts';
import type { RowKey } from '../store/row-key.ts';
import type { Statements } from '../store/statements.ts';
import { readAllUnread, readUnread, type UnreadThread } from './read-unread.ts';

/** Where more threads than this were touched at once, one pass over all is cheaper. */
const MOST_AT_ONCE = 200;

/** Tables of which a row changes what is unread, and the field that names the thread. */
const threadFields: Readonly<Record<string, string>> = {
  message: 'threadId',
  participant: 'threadId',
  read_marker: 'threadId',
  subscription: 'subjectId',
  ticket: 'id',
  thread: 'id',
};

/**
 * How many messages of others the person has not read. Counted once for all threads, then for those
 * that something arrived in or left. `total` counts threads that concern the person; `threads` also
 * those that they have only looked into.
 */
export class UnreadBoard {
  private threads = new Map<string, UnreadThread>();
  private readonly stale = new Set<string>();
  private allStale = true;
  private known: UnreadState = nothingUnread;

  private readonly statements: Statements;
  private readonly userId: string;

  constructor(statements: Statements, userId: string) {
    this.statements = statements;
    this.userId = userId;
  }

  state(): UnreadState {
    return this.known;
  }

  /** These rows may look otherwise; `*` for all of a table. Nothing is counted yet. */
  touched(rows: readonly RowKey[]): void {
    for (const row of rows) {
      if (this.allStale) return;
      this.touch(row);
    }
  }

  /** Counts what was touched. Says whether the state is another one now. */
  refresh(): boolean {
    if (!this.allStale && this.stale.size === 0) return false;
    const changed = this.allStale
      ? this.recountAll()
      : [...this.stale].filter((id) => this.recount(id)).length > 0;
    this.allStale = false;
    this.stale.clear();
    if (changed) this.known = this.count();
    return changed;
  }

  private touch({ table, id }: RowKey): void {
    const field = threadFields[table];
    if (field === undefined) return;
    const threadId = id === '*' ? undefined : this.threadOf(table, id, field);
    if (threadId !== undefined) this.stale.add(threadId);
    // Where a row is gone nobody knows any more which thread it was in.
    if (threadId === undefined || this.stale.size > MOST_AT_ONCE) this.allStale = true;
  }

  private threadOf(table: string, id: string, field: string): string | undefined {
    if (field === 'id') return id;
    const value = readView(this.statements, table, id)?.[field];
    return typeof value === 'string' ? value : undefined;
  }

  private recountAll(): boolean {
    const before = this.threads;
    this.threads = readAllUnread(this.statements, this.userId);
    if (this.threads.size !== before.size) return true;
    return [...this.threads].some(([id, unread]) => !isSame(unread, before.get(id)));
  }

  /** Says whether it is another number now. */
  private recount(threadId: string): boolean {
    const before = this.threads.get(threadId);
    const unread = readUnread(this.statements, this.userId, threadId);
    if (unread === undefined) this.threads.delete(threadId);
    else this.threads.set(threadId, unread);
    return !isSame(unread, before);
  }

  private count(): UnreadState {
    const all = [...this.threads];
    return {
      total: all.reduce((sum, [, { count, concerns }]) => sum + (concerns ? count : 0), 0),
      threads: Object.fromEntries(all.map(([id, { count }]) => [id, count])),
    };
  }
}

function isSame(one: UnreadThread | undefined, other: UnreadThread | undefined): boolean {
  return one?.count === other?.count && one?.concerns === other?.concerns;
}
