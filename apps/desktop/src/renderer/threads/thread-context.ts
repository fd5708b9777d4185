import { createContext, useContext } from 'react';

/** Of which thread a part is. */
export interface ThreadPlace {
  readonly threadId: string;
  /** Where others are told what one edits. */
  readonly room: string;
}

export const ThreadContext = createContext<ThreadPlace>({ threadId: '', room: '' });

export function useThreadPlace(): ThreadPlace {
  return useContext(ThreadContext);
}
