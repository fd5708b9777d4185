import { useEffect, useState } from 'react';
import type { DraftFile } from '../../engine/api/files.ts';
import { bridge } from '../state/bridge.ts';
import { firstState } from '../state/first-state.ts';

const none: readonly DraftFile[] = [];

/** The files of what is being written in a place, in the order in which they were added. */
export function useDraftFiles(place: string): readonly DraftFile[] {
  const [draft, setDraft] = useState({ place, files: none });
  useEffect(() => bridge.watch('draftFiles', { place }, (files) => setDraft({ place, files })), [place]);
  return draft.place === place ? draft.files : none;
}

/** The same at this moment, with everything that was handed over before. */
export function readDraftFiles(place: string): Promise<readonly DraftFile[]> {
  return firstState('draftFiles', { place });
}
