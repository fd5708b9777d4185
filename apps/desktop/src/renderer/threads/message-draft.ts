import type { Message } from '@holdfast/shared/model/message.ts';
import { focusField } from './focus-field.ts';
import { beginText } from './written-text.ts';

/** Under which a message that is being edited is kept. It is being edited as long as there is a draft of it. */
export function messageDraft(messageId: string): string {
  return `message ${messageId}`;
}

/** Begins to edit a message where it stands. */
export function startEdit({ id, body }: Pick<Message, 'id' | 'body'>): void {
  beginText(messageDraft(id), body);
  focusField(messageDraft(id));
}
