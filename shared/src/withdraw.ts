import { removeAttachments } from './attachments.ts';
import type { Effect } from './effect/operations.ts';
import { query, remove } from './effect/rows.ts';
import type { MutationContext } from './entity/define-mutation.ts';
import { activityModel } from './model/activity.ts';
import { attachmentModel } from './model/attachment.ts';
import { messageModel } from './model/message.ts';
import { messageVersionModel } from './model/message-version.ts';
import { reactionModel } from './model/reaction.ts';
import { readMarkerModel } from './model/read-marker.ts';
import { threadModel } from './model/thread.ts';
import { HoldfastError } from './protocol/errors.ts';

/** The error for an undo that would take others' work with it (S30). */
export function notUndone(message: string): HoldfastError {
  return new HoldfastError('CONFLICT', message, { reason: 'undo' });
}

/**
 * Removes the conversation and the history of a row that its maker takes back, before the row itself
 * goes. Throws CONFLICT (`undo`) where others have written or changed anything there (S30).
 */
export function* removeBelow(subjectId: string, context: MutationContext): Effect<void> {
  const me = context.actor.id;
  const messages = yield* query(messageModel, { threadId: subjectId });
  if (messages.some((message) => message.authorId !== me))
    throw notUndone('Somebody else has commented here, so this cannot be undone any more.');
  const activities = yield* query(activityModel, { subjectId });
  if (activities.some((activity) => activity.actorId !== me))
    throw notUndone('Somebody else has changed this meanwhile, so it cannot be undone any more.');
  yield* requireOwnFiles(subjectId, me);
  for (const message of messages) yield* requireOwnReactions(message.id, me);
  for (const message of messages) yield* removeMessage(message.id);
  for (const marker of yield* query(readMarkerModel, { threadId: subjectId }))
    yield* remove(readMarkerModel, marker.id);
  yield* removeAttachments(subjectId);
  for (const activity of activities) yield* remove(activityModel, activity.id);
  yield* remove(threadModel, subjectId);
}

function* requireOwnReactions(messageId: string, me: string): Effect<void> {
  const reactions = yield* query(reactionModel, { messageId });
  if (reactions.some(({ userId }) => userId !== me))
    throw notUndone('Somebody else has reacted here, so this cannot be undone any more.');
}

function* requireOwnFiles(subjectId: string, me: string): Effect<void> {
  const attachments = yield* query(attachmentModel, { subjectId });
  if (attachments.some(({ authorId, removedAt }) => authorId !== me && removedAt === null))
    throw notUndone('Somebody else has attached a file here, so this cannot be undone any more.');
}

/** Removes a message with all that hangs on it, as if it had never been written. */
export function* removeMessage(messageId: string): Effect<void> {
  for (const version of yield* query(messageVersionModel, { messageId }))
    yield* remove(messageVersionModel, version.id);
  for (const reaction of yield* query(reactionModel, { messageId }))
    yield* remove(reactionModel, reaction.id);
  yield* removeAttachments(messageId);
  yield* remove(messageModel, messageId);
}
