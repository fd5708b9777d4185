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

/**
 * Tells a person of something: where they have an unread notification of its kind about its subject,
 * that one counts one more and names the newest cause; otherwise a new one is made. One that was read or
 * done with is not revived.
 */
export function* putNotice(notice: Notice, telling: Telling, count = 1): Effect<void> {
  const unread = yield* unreadOf(notice);
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
