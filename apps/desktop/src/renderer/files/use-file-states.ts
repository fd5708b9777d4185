import { useEffect, useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { FileState } from '../../engine/api/files.ts';
import { followFiles, useFollowedFiles } from './file-states.ts';

/** How these files are, by the ids of their attachments: those of which it is known already. Kept up to date. */
export function useFileStates(ids: readonly string[]): ReadonlyMap<string, FileState> {
  const key = ids.join(' ');
  useEffect(() => (key === '' ? undefined : followFiles(key.split(' '))), [key]);
  const known = useFollowedFiles(useShallow(({ states }) => ids.map((id) => states.get(id))));
  return useMemo(
    () => new Map(known.flatMap((state) => (state === undefined ? [] : [[state.id, state]]))),
    [known],
  );
}

/** How one file is; nothing until it is known. */
export function useFileState(id: string | undefined): FileState | undefined {
  useEffect(() => (id === undefined ? undefined : followFiles([id])), [id]);
  return useFollowedFiles(({ states }) => (id === undefined ? undefined : states.get(id)));
}
