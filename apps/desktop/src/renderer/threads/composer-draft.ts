import { changeDraft } from '../state/drafts.ts';
import { focusField } from './focus-field.ts';

/** Under which what was begun to be written in a thread is kept. */
export function threadDraft(threadId: string): string {
  return `comment ${threadId}`;
}

/** Begins an answer to a message in the composer of its thread. What was written there already stays. */
export function startReply(threadId: string, messageId: string): void {
  const place = threadDraft(threadId);
  changeDraft(place, { replyToId: messageId });
  focusField(place);
}

/** What was being written is no answer any more. */
export function endReply(threadId: string): void {
  changeDraft(threadDraft(threadId), { replyToId: undefined });
}
