import type { Effect } from './effect/operations.ts';
import { get, query } from './effect/rows.ts';
import type { MutationContext } from './entity/define-mutation.ts';
import { findVisible } from './entity/rules.ts';
import { type Message, messageModel } from './model/message.ts';
import { participantModel } from './model/participant.ts';
import { isPrivateThread, type Thread, threadModel } from './model/thread.ts';
import { notAllowed, notFound } from './protocol/errors.ts';

/**
 * The thread, if the actor may see it. Whoever takes part in a private one is found by their row: on
 * a device that made the conversation without a network its scope is not there yet.
 * @throws NOT_FOUND alike for one that is absent and one out of sight (S2)
 */
export function* getThread(id: string, context: MutationContext): Effect<Thread> {
  const thread = yield* findThread(id, context);
  if (thread === undefined) throw notFound(threadModel.label);
  return thread;
}

/** The thread, if the actor may see it. */
export function* findThread(id: string, context: MutationContext): Effect<Thread | undefined> {
  const thread = yield* get(threadModel, id);
  if (thread === undefined || !isPrivateThread(thread)) return yield* findVisible(threadModel, id, context);
  const own = yield* query(participantModel, { threadId: id, userId: context.actor.id }, 1);
  return own.length === 0 ? undefined : thread;
}

/**
 * The message, if the actor may see its thread.
 * @throws NOT_FOUND alike for one that is absent and one out of sight
 */
export function* getMessage(id: string, context: MutationContext): Effect<Message> {
  const message = yield* get(messageModel, id);
  const thread = message && (yield* findThread(message.threadId, context));
  if (message === undefined || thread === undefined) throw notFound(messageModel.label);
  return message;
}

/** The message, if the actor wrote it. `what` ends the sentence "Only who wrote a comment can …". */
export function* getOwnMessage(id: string, what: string, context: MutationContext): Effect<Message> {
  const message = yield* getMessage(id, context);
  if (message.authorId !== context.actor.id) throw notAllowed(`Only who wrote a comment can ${what}.`);
  return message;
}
