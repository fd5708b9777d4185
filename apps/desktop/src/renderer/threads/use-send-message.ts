import { useRef } from 'react';
import type { DraftFile } from '../../engine/api/files.ts';
import { type Mutate, useMutation } from '../hooks/use-mutation.ts';
import { type Draft, dropSent, useDrafts } from '../state/drafts.ts';
import { newId } from '../state/new-id.ts';
import { threadDraft } from './composer-draft.ts';
import { bodyOf } from './written-text.ts';

const nothing: Draft = { text: '' };

/**
 * Sends what is written in a thread's composer: it stands in the thread as soon as it is on this device's disk.
 * `send` takes the files that go with it, and says whether anything was sent.
 */
export function useSendMessage(threadId: string, onSent?: (id: string) => void) {
  const place = threadDraft(threadId);
  const { problem, mutate } = useMutation();
  // Not a state: drawing the composer once more would only delay the message.
  const sending = useRef<Draft>(undefined);
  const send = async (files: readonly DraftFile[] = []): Promise<boolean> => {
    const draft = useDrafts.getState().drafts[place] ?? nothing;
    const body = bodyOf(draft);
    // A second press sends nothing twice, but may send what was written since.
    if ((body === '' && files.length === 0) || sending.current?.text === draft.text) return false;
    sending.current = draft;
    const answers = draft.replyToId === undefined ? {} : { replyToId: draft.replyToId };
    const message = { id: newId(), threadId, body, ...answers };
    const sent = await make(mutate, message, files);
    if (sending.current === draft) sending.current = undefined;
    if (!sent) return false;
    dropSent(place, draft);
    onSent?.(message.id);
    return true;
  };
  return { problem, send };
}

interface Written {
  readonly id: string;
  readonly threadId: string;
  readonly body: string;
  readonly replyToId?: string;
}

/** A file keeps the id that it had in the draft: so it is known to be sent, whatever happens before it is dropped there. */
function make(mutate: Mutate, message: Written, files: readonly DraftFile[]): Promise<boolean> {
  if (files.length === 0) return mutate('message.create', message);
  const named = files.map(({ id, name, hash, size }) => ({ id, name, hash, size }));
  return mutate('message.post', { ...message, files: named });
}
