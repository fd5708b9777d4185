import type { Effect } from '@holdfast/shared/effect/operations.ts';
import { query, remove } from '@holdfast/shared/effect/rows.ts';
import { messageModel } from '@holdfast/shared/model/message.ts';
import { notificationModel, notificationSchema } from '@holdfast/shared/model/notification.ts';
import { subscriptionModel } from '@holdfast/shared/model/subscription.ts';
import type { WriteWork } from '../store/work.ts';
import type { RowChange, RowChanges } from '../sync/row-changes.ts';
import { runEffect } from '../sync/run-effect.ts';

const subjectTables: ReadonlySet<string> = new Set(notificationSchema.shape.subjectTable.unwrap().options);

/** Takes back what was told of rows that are gone, with what people chose to hear of them, and what nobody has read yet of a message that was taken back. */
export function* takeBackNotices(changes: readonly RowChange[], rows: RowChanges): WriteWork<void> {
  for (const { table, id, before, after } of changes) {
    if (before === undefined) continue;
    if (after === undefined && subjectTables.has(table)) yield* runEffect(forgetSubject(id), rows);
    if (table !== messageModel.table) continue;
    const isErased = after === undefined || after.deletedAt !== null;
    if (isErased && before.deletedAt === null)
      yield* runEffect(forgetMessage(id, String(before.threadId)), rows);
  }
}

function* forgetSubject(subjectId: string): Effect<void> {
  for (const model of [notificationModel, subscriptionModel]) {
    for (const { id } of yield* query(model, { subjectId })) yield* remove(model, id);
  }
}

/** The thread of a ticket or a project has its id, so the subject's is the thread's. */
function* forgetMessage(messageId: string, threadId: string): Effect<void> {
  for (const row of yield* query(notificationModel, { subjectId: threadId })) {
    const isOnlyOfIt = row.causeId === messageId && row.count === 1;
    if (isOnlyOfIt && row.readAt === null) yield* remove(notificationModel, row.id);
  }
}
