import { useRef } from 'react';
import { useMutation } from '../hooks/use-mutation.ts';
import { type Draft, dropSent, useDrafts } from '../state/drafts.ts';
import { newId } from '../state/new-id.ts';
import { threadDraft } from './composer-draft.ts';
import { bodyOf } from './written-text.ts';

/** Sends what is written in a thread's composer: it stands in the thread as soon as it is on this device's disk. */
export function useSendMessage(threadId: string, onSent?: (id: string) => void) {
  const place = threadDraft(threadId);
  const { problem, mutate } = useMutation();
  // Not a state: drawing the composer once more would only delay the message.
  const sending = useRef<Draft>(undefined);
  const send = async () => {
    const draft = useDrafts.getState().drafts[place];
    const body = draft === undefined ? '' : bodyOf(draft);
    // A second press sends nothing twice, but may send what was written since.
    if (draft === undefined || body === '' || sending.current?.text === draft.text) return;
    sending.current = draft;
    const id = newId();
    const answers = draft.replyToId === undefined ? {} : { replyToId: draft.replyToId };
    const sent = await mutate('message.create', { id, threadId, body, ...answers });
    if (sending.current === draft) sending.current = undefined;
    if (!sent) return;
    dropSent(place, draft);
    onSent?.(id);
  };
  return { problem, send };
}
