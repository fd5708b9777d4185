import { z } from 'zod';
import type { Effect } from '../effect/operations.ts';
import { get, update } from '../effect/rows.ts';
import { defineMutation, type FindRow, type MutationContext } from '../entity/define-mutation.ts';
import { said } from '../entity/said.ts';
import { idSchema } from '../ids.ts';
import { type Notification, notificationModel } from '../model/notification.ts';
import { timeSchema } from '../times.ts';

const idsSchema = z.array(idSchema).min(1).max(500);

/** Those of the notifications that are one's own and are still there: one that is gone asks for nothing more. */
function* ownOf(ids: readonly string[], { actor }: MutationContext): Effect<readonly Notification[]> {
  const found: Notification[] = [];
  for (const id of new Set(ids)) {
    const notification = yield* get(notificationModel, id);
    if (notification?.userId === actor.id) found.push(notification);
  }
  return found;
}

/** The notifications as they stand; one that is gone is passed over. */
function rowsOf(ids: readonly string[], find: FindRow): readonly Notification[] {
  const parsed = ids.map((id) => notificationModel.schema.safeParse(find('notification', id)));
  return parsed.flatMap(({ data }) => data ?? []);
}

/** Those that the undo changes back: those that are not yet as they shall be. */
function othersThan(ids: readonly string[], find: FindRow, isAlready: (row: Notification) => boolean) {
  return rowsOf(ids, find).flatMap((row) => (isAlready(row) ? [] : [row.id]));
}

/** One has seen what it is about: it is no news any more, on whichever device. */
const seeNotifications = defineMutation({
  name: 'notification.seen',
  args: z.object({ ids: idsSchema }),
  *effect({ ids }, context) {
    for (const notification of yield* ownOf(ids, context)) {
      if (notification.readAt === null)
        yield* update(notificationModel, notification, { readAt: context.at });
    }
  },
  quiet: true,
  describe: () => said('marker'),
});

const readNotifications = defineMutation({
  name: 'notification.read',
  args: z.object({ ids: idsSchema, read: z.boolean() }),
  *effect({ ids, read }, context) {
    for (const notification of yield* ownOf(ids, context)) {
      if ((notification.readAt !== null) === read) continue;
      yield* update(notificationModel, notification, { readAt: read ? context.at : null });
    }
  },
  describe: ({ read }) => said(read ? 'notification.read' : 'notification.unread'),
  undo: ({ ids, read }, { find }) => {
    const changed = othersThan(ids, find, (row) => (row.readAt !== null) === read);
    return changed.length === 0
      ? undefined
      : { name: 'notification.read', args: { ids: changed, read: !read } };
  },
});

/** Whoever is done with it has read it; where it was read by that alone it is unread again when it is put back. */
function readAtOf({ readAt, doneAt }: Notification, now: string | null): string | null {
  return readAt === null || readAt === doneAt ? now : readAt;
}

const finishNotifications = defineMutation({
  name: 'notification.done',
  args: z.object({ ids: idsSchema, done: z.boolean() }),
  *effect({ ids, done }, context) {
    for (const notification of yield* ownOf(ids, context)) {
      if ((notification.doneAt !== null) === done) continue;
      const doneAt = done ? context.at : null;
      yield* update(notificationModel, notification, { doneAt, readAt: readAtOf(notification, doneAt) });
    }
  },
  describe: ({ done }) => said(done ? 'notification.done' : 'notification.undone'),
  undo: ({ ids, done }, { find }) => {
    const changed = othersThan(ids, find, (row) => (row.doneAt !== null) === done);
    return changed.length === 0
      ? undefined
      : { name: 'notification.done', args: { ids: changed, done: !done } };
  },
});

/** Hides notifications until a moment, at which they are news again. */
const snoozeNotifications = defineMutation({
  name: 'notification.snooze',
  args: z.object({
    ids: idsSchema,
    until: timeSchema.nullable(),
    /** Those that are read all the same: where this undoes another, they were before it. */
    read: z.array(idSchema).max(500).optional(),
  }),
  *effect({ ids, until, read = [] }, context) {
    for (const notification of yield* ownOf(ids, context)) {
      const readAt = read.includes(notification.id) ? context.at : null;
      yield* update(notificationModel, notification, { snoozedUntil: until, readAt });
    }
  },
  describe: ({ until }) => said(until === null ? 'notification.unsnooze' : 'notification.snooze'),
  undo: ({ ids, until }, { find }) => {
    const rows = rowsOf(ids, find).filter((row) => row.snoozedUntil !== until);
    if (rows.length === 0) return undefined;
    const [before, ...others] = new Set(rows.map((row) => row.snoozedUntil));
    const args = {
      ids: rows.map(({ id }) => id),
      until: others.length === 0 ? (before ?? null) : null,
      read: rows.filter(({ readAt }) => readAt !== null).map(({ id }) => id),
    };
    return { name: 'notification.snooze', args };
  },
});

export const notificationMutations = [
  seeNotifications,
  readNotifications,
  finishNotifications,
  snoozeNotifications,
] as const;
