import { create } from 'zustand';

/** A short word about what was just done, with at most one thing to do about it. */
export interface Toast {
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

interface ToastState {
  /** `key` tells one toast from the next that says the same. */
  readonly shown: (Toast & { readonly key: number }) | undefined;
}

export const useToast = create<ToastState>(() => ({ shown: undefined }));

/** Shows it in the place of the one before. */
export function showToast(toast: Toast): void {
  useToast.setState(({ shown }) => ({ shown: { ...toast, key: (shown?.key ?? 0) + 1 } }));
}

export function hideToast(): void {
  useToast.setState({ shown: undefined });
}
