import { create } from 'zustand';

/** The message that the pointer or the keyboard is at: of several at most the latest. */
const useNear = create<{ readonly id: string | undefined }>(() => ({ id: undefined }));

export function comeNear(id: string): void {
  useNear.setState({ id });
}

export function goAway(id: string): void {
  if (useNear.getState().id === id) useNear.setState({ id: undefined });
}

export function useIsNear(id: string): boolean {
  return useNear((near) => near.id === id);
}
