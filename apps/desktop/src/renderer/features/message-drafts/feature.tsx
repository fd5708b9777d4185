import { messageModel } from '@holdfast/shared/model/message.ts';
import { useEffect } from 'react';
import type { Feature } from '../../app/feature.ts';
import { useForgetLost } from '../../hooks/use-forget-lost.ts';
import { messageDraft } from '../../threads/message-draft.ts';
import { loadMarkdown } from '../../ui/lazy-markdown.tsx';

/** Looks after the drafts of messages that are being edited, on every screen, and gets ready to read texts. */
function MessageDrafts() {
  useForgetLost(messageModel, messageDraft);
  useEffect(() => void loadMarkdown(), []);
  return null;
}

export const feature: Feature = { name: 'message-drafts', texts: {}, Dialogs: MessageDrafts };
