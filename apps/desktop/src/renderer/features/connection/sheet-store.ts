import { create } from 'zustand';

/** Whether what waits and what was not accepted is shown. */
export const useConnectionSheet = create<{ readonly isOpen: boolean }>(() => ({ isOpen: false }));

export function openConnectionSheet(): void {
  useConnectionSheet.setState({ isOpen: true });
}

export function closeConnectionSheet(): void {
  useConnectionSheet.setState({ isOpen: false });
}
