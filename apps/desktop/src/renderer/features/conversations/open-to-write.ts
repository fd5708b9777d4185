import { useEffect } from 'react';
import { create } from 'zustand';
import { goTo } from '../../state/route.ts';
import { threadDraft } from '../../threads/composer-draft.ts';
import { focusField } from '../../threads/focus-field.ts';

/** The conversation in which somebody wants to write as soon as it is on the screen. */
const useWanted = create<{ readonly threadId: string | undefined }>(() => ({ threadId: undefined }));

/** Shows a conversation and puts the cursor where one writes. */
export function openToWrite(threadId: string): void {
  useWanted.setState({ threadId });
  goTo({ screen: 'conversations', id: threadId });
}

/** To be called by what shows the conversation. */
export function useWritingFocus(threadId: string): void {
  const isWanted = useWanted((state) => state.threadId === threadId);
  useEffect(() => {
    if (!isWanted) return;
    focusField(threadDraft(threadId));
    useWanted.setState({ threadId: undefined });
  }, [isWanted, threadId]);
}
