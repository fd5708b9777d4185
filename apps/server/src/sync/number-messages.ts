import type { Effect } from '@holdfast/shared/effect/operations.ts';
import { get, insert, nextInSequence, query, update } from '@holdfast/shared/effect/rows.ts';
import { justWritten, type Message, messageModel } from '@holdfast/shared/model/message.ts';
import { readMarkerModel } from '@holdfast/shared/model/read-marker.ts';
import { threadModel } from '@holdfast/shared/model/thread.ts';
import { ticketModel } from '@holdfast/shared/model/ticket.ts';
import type { Logger } from 'pino';
import type { Store } from '../store/store.ts';
import { type ReadWork, readStore, type WriteWork, writeStore } from '../store/work.ts';
import { applyEffect } from './apply-mutation.ts';
import type { Commit } from './commit.ts';
import type { CommitQueue } from './commit-queue.ts';
import type { Outside } from './outside.ts';
import { systemActor } from './system-actor.ts';

/** Under this name, as that of a sequence, stands when it was done first, in minutes since 1970. */
const DONE = 'old messages numbered';
/** So long after, each start looks once more: another process may still have been of the version before. */
const AGAIN_MINUTES = 7 * 24 * 60;
/** Threads that are looked through in one transaction. */
const STEP = 100;

export interface NumberMessagesOptions {
  readonly store: Store;
  readonly queue: CommitQueue;
  readonly outside: Pick<Outside, 'now'>;
  readonly log: Logger;
}

/**
 * Gives messages of before schema 3 their place in their thread, in the order in which they were
 * written, and what else they lack. It is ordinary work of the system, so it syncs, and is done at
 * the first start with these data and in the week after; where it was interrupted it goes on.
 */
export async function numberMessages({ store, queue, outside, log }: NumberMessagesOptions): Promise<void> {
  const done = await store.read(() => readStore((tx) => tx.lastInSequence(DONE)));
  const minute = Math.floor(outside.now() / 60_000);
  if (done > 0 && minute > done + AGAIN_MINUTES) return;
  let threads = 0;
  for (let last = ''; ; ) {
    const after = last;
    const ids = await store.read(() => threadsAfter(after));
    if (ids.length > 0) threads += await queue.submit(1, (commit) => numberThreads(commit, ids));
    if (ids.length < STEP) break;
    last = ids.at(-1) ?? '';
  }
  if (done === 0) await store.write(() => writeStore((tx) => tx.putSequence(DONE, minute)));
  if (threads > 0) log.info({ threads }, 'messages of an earlier version were numbered');
}

function* threadsAfter(id: string): ReadWork<readonly string[]> {
  const rows = yield* readStore((tx) => tx.rowsAfter(threadModel.table, id, STEP));
  return rows.map((row) => row.id);
}

function* numberThreads(commit: Commit, ids: readonly string[]): WriteWork<number> {
  let count = 0;
  for (const id of ids) {
    const where = { threadId: id, number: null };
    const [unnumbered] = yield* readStore((tx) => tx.rows(messageModel.table, where, 1));
    if (unnumbered === undefined) continue;
    yield* applyEffect(commit, systemActor, numberThread(id, commit));
    count += 1;
  }
  return count;
}

function* numberThread(threadId: string, commit: Commit): Effect<void> {
  const messages = yield* query(messageModel, { threadId });
  let last = 0;
  for (const message of messages.toSorted(byTime)) {
    if (message.number) continue;
    last = yield* nextInSequence(`thread:${threadId}`);
    yield* update(messageModel, message, { ...justWritten, ...message, number: last });
  }
  yield* countAsRead(threadId, messages, last, commit);
}

/** What was written to the people of a ticket before anybody's place was kept is no news to them now. Nobody else is told that they have read it. */
function* countAsRead(
  threadId: string,
  messages: readonly Message[],
  readTo: number,
  { newId, now: readAt }: Commit,
): Effect<void> {
  const ticket = yield* get(ticketModel, threadId);
  if (ticket === undefined) return;
  const { creatorId, assigneeId, watcherIds } = ticket;
  for (const userId of new Set([creatorId, ...(assigneeId === null ? [] : [assigneeId]), ...watcherIds])) {
    const known = yield* query(readMarkerModel, { threadId, userId }, 1);
    if (known.length > 0 || messages.every(({ authorId }) => authorId === userId)) continue;
    yield* insert(readMarkerModel, { id: newId(), threadId, userId, readTo, readAt, shared: false });
  }
}

function byTime(one: Message, other: Message): number {
  return `${one.createdAt} ${one.id}` < `${other.createdAt} ${other.id}` ? -1 : 1;
}
