import { messageModel } from '@holdfast/shared/model/message.ts';
import type { Feature } from '../../app/feature.ts';
import { useForgetLost } from '../../hooks/use-forget-lost.ts';
import { messageDraft } from '../../threads/message-draft.ts';

/** Looks after the drafts of messages that are being edited, on every screen. */
function MessageDrafts() {
  useForgetLost(messageModel, messageDraft);
  return null;
}

export const feature: Feature = { name: 'message-drafts', texts: {}, Dialogs: MessageDrafts };
