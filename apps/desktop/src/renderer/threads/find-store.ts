import { create } from 'zustand';

/** In which threads something is looked for. */
const useFinding = create<{ readonly threads: readonly string[] }>(() => ({ threads: [] }));

export function openFind(threadId: string): void {
  useFinding.setState(({ threads }) => ({ threads: [...threads.filter((id) => id !== threadId), threadId] }));
}

export function closeFind(threadId: string): void {
  useFinding.setState(({ threads }) => ({ threads: threads.filter((id) => id !== threadId) }));
}

export function useIsFinding(threadId: string): boolean {
  return useFinding(({ threads }) => threads.includes(threadId));
}
