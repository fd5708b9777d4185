import { MOST_FILES } from '@holdfast/shared/mutations/message.ts';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftFile } from '../../engine/api/files.ts';
import { handOver } from '../state/handovers.ts';
import { showToast } from '../state/toast.ts';
import { writeList } from '../ui/locale.ts';
import { draftGoal, dropSentFiles, filesToSend } from './draft-goal.ts';
import { useDraftFiles } from './use-draft-files.ts';
import { useHandoversTo } from './use-handovers.ts';

/**
 * The files of what is being written in a place. `waits`: it was sent, and goes once they are copied. `isStuck`: it
 * was to be sent, and one of them could not be copied. No more than `most` go with it.
 */
export function useFilesOfDraft(place: string, most = MOST_FILES) {
  const list = useDraftFiles(place);
  const handovers = useHandoversTo(draftGoal(place));
  const count = list.length + handovers.length;
  const isThere = count > 0;
  const add = useAdd(place, most, most - count);
  const isSending = useRef(false);
  const mayHave = useMayHave(isThere);
  const [state, setState] = useState<'waits' | 'stuck'>();
  /** Sends with all files, once they are copied. `send` says whether it was sent; then they are no draft any more. */
  const sendWith = async (send: (files: readonly DraftFile[]) => Promise<boolean>) => {
    if (isSending.current) return;
    if (!mayHave.current) return void (await send([]));
    isSending.current = true;
    setState('waits');
    const files = await filesToSend(place);
    setState(files === undefined ? 'stuck' : undefined);
    if (files !== undefined && (await send(files))) await dropSentFiles(files);
    isSending.current = false;
  };
  return {
    ...{ list, handovers, isThere, add, sendWith },
    waits: state === 'waits',
    isStuck: isThere && state === 'stuck',
  };
}

/** What is known of the files of a draft, and what can be done with them. */
export type FilesOfDraft = ReturnType<typeof useFilesOfDraft>;

/** Between the end of copying a file and the news that the draft has it, it is in neither list, and must not be left behind. */
function useMayHave(isThere: boolean) {
  const mayHave = useRef(false);
  useEffect(() => {
    if (isThere) mayHave.current = true;
  }, [isThere]);
  return mayHave;
}

/** Adds files while there is room for them, and says which ones were left out. */
function useAdd(place: string, most: number, room: number) {
  const { t } = useTranslation('files');
  return (files: readonly File[]) => {
    const taken = Math.max(room, 0);
    const left = files.slice(taken);
    if (left.length > 0) {
      const names = writeList(left.map(({ name }) => name));
      showToast({ text: t('draft.most', { most, names }) });
    }
    void handOver(files.slice(0, taken), draftGoal(place));
  };
}
