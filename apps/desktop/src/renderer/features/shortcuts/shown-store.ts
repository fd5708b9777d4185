import { create } from 'zustand';

/** Whether the list of all keys is shown. */
export const useShortcutsShown = create<{ readonly isShown: boolean }>(() => ({ isShown: false }));

export function showShortcuts(): void {
  useShortcutsShown.setState({ isShown: true });
}

export function hideShortcuts(): void {
  useShortcutsShown.setState({ isShown: false });
}
