import type { RefusedChange } from '../../engine/api/state.ts';
import { groupBy } from './group-by.ts';

/** What was not accepted of one's changes in a thread, where it is shown. */
export interface ThreadRefusals {
  /** Messages that are not in the thread because of it. */
  readonly messages: readonly RefusedChange[];
  /** Changes of messages that are there, by the message. */
  readonly byMessage: ReadonlyMap<string, readonly RefusedChange[]>;
}

export const noRefusals: ThreadRefusals = { messages: [], byMessage: new Map() };

/**
 * Sorts what was not accepted by where it is shown. What fell with another change is decided with that
 * one, and texts that could not be merged have a card of their own (S29).
 */
export function refusalsOf(threadId: string, refused: readonly RefusedChange[]): ThreadRefusals {
  const shown = refused.filter(({ id, group, text }) => id === group && text === undefined);
  return {
    messages: shown.filter((change) => isNewMessage(change) && textAt(change.args, 'threadId') === threadId),
    byMessage: groupBy(
      shown.filter((change) => !isNewMessage(change) && messageOf(change) !== undefined),
      (change) => messageOf(change) ?? '',
    ),
  };
}

function isNewMessage({ name }: RefusedChange): boolean {
  return name === 'message.create';
}

function messageOf({ name, args }: RefusedChange): string | undefined {
  if (name.startsWith('reaction.')) return textAt(args, 'messageId');
  return name.startsWith('message.') ? textAt(args, 'id') : undefined;
}

/** A text of a change's arguments, where it holds one of that name. */
export function textAt(args: unknown, key: string): string | undefined {
  if (typeof args !== 'object' || args === null) return undefined;
  const value = new Map(Object.entries(args)).get(key);
  return typeof value === 'string' ? value : undefined;
}
