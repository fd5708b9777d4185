import { groupBy } from '@holdfast/shared/group-by.ts';
import type { Reaction } from '@holdfast/shared/model/reaction.ts';

/** One emoji on a message and who reacted with it, in the order in which they did. */
export interface ReactionGroup {
  readonly emoji: string;
  readonly userIds: readonly string[];
}

/** The emoji on a message, each once, the one that was there first first. A person counts once each. */
export function groupReactions(reactions: readonly Reaction[]): ReactionGroup[] {
  const inOrder = reactions.toSorted((left, right) => (left.createdAt < right.createdAt ? -1 : 1));
  return [...groupBy(inOrder, ({ emoji }) => emoji)].map(([emoji, group]) => ({
    emoji,
    userIds: [...new Set(group.map(({ userId }) => userId))],
  }));
}
