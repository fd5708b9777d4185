import { useMutation } from '../hooks/use-mutation.ts';
import { useMyId } from '../hooks/use-people.ts';
import { newId } from '../state/new-id.ts';
import { startReply } from './composer-draft.ts';
import { startEdit } from './message-draft.ts';
import { useThreadPlace } from './thread-context.ts';
import type { ThreadMessage } from './thread-message.ts';

/** What one can do with a message. What is absent is not for this person or not for this message. */
export interface MessageActions {
  readonly react?: (emoji: string) => void;
  readonly reply?: () => void;
  readonly copy?: () => void;
  readonly pin?: () => void;
  readonly edit?: () => void;
  readonly remove?: () => void;
  /** Why the last one was not done. */
  readonly problem: string | undefined;
}

export function useMessageActions({ row, reactions }: ThreadMessage): MessageActions {
  const { threadId } = useThreadPlace();
  const me = useMyId();
  const { problem, mutate } = useMutation();
  if (row.deletedAt !== null) return { problem };
  const { id } = row;
  const react = (emoji: string) => {
    const isMine = reactions.some((reaction) => reaction.userId === me && reaction.emoji === emoji);
    if (isMine) mutate('reaction.remove', { messageId: id, emoji });
    else mutate('reaction.add', { id: newId(), messageId: id, emoji });
  };
  const forAll = {
    react,
    reply: () => startReply(threadId, id),
    // Of one without words there is none to copy.
    ...(row.body !== '' && { copy: () => void navigator.clipboard.writeText(row.body) }),
    pin: () => void mutate('message.pin', { id, pinned: row.pinnedAt === null }),
    problem,
  };
  if (row.authorId !== me) return forAll;
  return { ...forAll, edit: () => startEdit(row), remove: () => void mutate('message.delete', { id }) };
}
