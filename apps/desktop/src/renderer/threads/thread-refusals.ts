import { groupBy } from '@holdfast/shared/group-by.ts';
import type { RefusedChange } from '../../engine/api/state.ts';
import { groupRefused, type RefusedGroup } from '../state/refused-groups.ts';

/** What was not accepted of one's changes in a thread, where it is shown. */
export interface ThreadRefusals {
  /** Messages that are not in the thread because of it. */
  readonly messages: readonly RefusedGroup[];
  /** Changes of messages that are there, by the message. */
  readonly byMessage: ReadonlyMap<string, readonly RefusedGroup[]>;
}

export const noRefusals: ThreadRefusals = { messages: [], byMessage: new Map() };

/**
 * Sorts what was not accepted by where it is shown. What fell with another change is shown and decided
 * with that one (S5), and texts that could not be merged have a card of their own (S29).
 */
export function refusalsOf(threadId: string, refused: readonly RefusedChange[]): ThreadRefusals {
  const shown = groupRefused(refused).filter(({ first }) => first.text === undefined);
  return {
    messages: shown.filter(({ first }) => isNewMessage(first) && textAt(first.args, 'threadId') === threadId),
    byMessage: groupBy(
      shown.filter(({ first }) => !isNewMessage(first) && messageOf(first) !== undefined),
      ({ first }) => messageOf(first) ?? '',
    ),
  };
}

function isNewMessage({ name }: RefusedChange): boolean {
  return name === 'message.create' || name === 'message.post';
}

function messageOf({ name, args }: RefusedChange): string | undefined {
  if (name.startsWith('reaction.')) return textAt(args, 'messageId');
  if (name === 'attachment.add') return textAt(args, 'subjectId');
  return name.startsWith('message.') ? textAt(args, 'id') : undefined;
}

/** A text of a change's arguments, where it holds one of that name. */
export function textAt(args: unknown, key: string): string | undefined {
  if (typeof args !== 'object' || args === null) return undefined;
  const value = new Map(Object.entries(args)).get(key);
  return typeof value === 'string' ? value : undefined;
}
