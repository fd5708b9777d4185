import type { Effect } from './effect/operations.ts';
import { get, nextInSequence, update } from './effect/rows.ts';
import { messageModel } from './model/message.ts';
import { notFound } from './protocol/errors.ts';

/** Gives a message its place in its thread: by the server, in the order of arrival. Only in consequences. */
export function* giveMessageNumber(messageId: string): Effect<void> {
  const message = yield* get(messageModel, messageId);
  if (message === undefined) throw notFound('comment');
  yield* update(messageModel, message, { number: yield* nextInSequence(`thread:${message.threadId}`) });
}
