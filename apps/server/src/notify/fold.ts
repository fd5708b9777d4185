import type { Effect } from '@holdfast/shared/effect/operations.ts';
import { insert, query, update } from '@holdfast/shared/effect/rows.ts';
import { type Notification, notificationModel } from '@holdfast/shared/model/notification.ts';
import type { Notice } from './choose-recipients.ts';

/** Who caused it, and when the server took it. */
export interface Telling {
  /** Nothing where nobody did, or nobody of the directory. */
  readonly actorId: string | null;
  readonly now: string;
  readonly newId: () => string;
}

/** A notification to make, and how many causes it stands for. */
export interface Counted {
  readonly notice: Notice;
  readonly count: number;
  readonly telling: Telling;
}

/**
 * Tells people of something: where one has an unread notification of its kind about its subject, that one
 * counts on and names the newest cause; otherwise a new one is made. One that was read or done with is not
 * revived. No two of them are of the same kind about the same for the same person. All are read before
 * any is written: a query that finds changes of its own table looks through all of them.
 */
export function* putNotices(all: readonly Counted[]): Effect<void> {
  const unread: (Notification | undefined)[] = [];
  for (const { notice } of all) unread.push(yield* unreadOf(notice));
  for (const [place, counted] of all.entries()) yield* put(counted, unread[place]);
}

function* put({ notice, count, telling }: Counted, unread: Notification | undefined): Effect<void> {
  const { cause, urgent } = notice;
  const news = {
    causeTable: cause.table,
    causeId: cause.id,
    actorId: telling.actorId,
    at: telling.now,
  };
  if (unread === undefined) {
    yield* insert(notificationModel, { ...freshRow(notice, telling), ...news, count, urgent });
    return;
  }
  yield* update(notificationModel, unread, {
    ...news,
    count: unread.count + count,
    urgent: unread.urgent || urgent,
    // Something new is no reason to wait until the old is looked at.
    snoozedUntil: null,
  });
}

function* unreadOf({ userId, kind, subject }: Notice): Effect<Notification | undefined> {
  const where = { subjectId: subject?.id ?? null, userId, readAt: null };
  const unread = yield* query(notificationModel, where);
  return unread.find((row) => row.kind === kind && row.doneAt === null);
}

function freshRow({ userId, kind, subject }: Notice, { newId, now }: Telling) {
  return {
    id: newId(),
    userId,
    kind,
    subjectTable: subject?.table ?? null,
    subjectId: subject?.id ?? null,
    createdAt: now,
    readAt: null,
    doneAt: null,
    snoozedUntil: null,
  };
}
