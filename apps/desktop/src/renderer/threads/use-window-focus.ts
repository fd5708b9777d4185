import { useSyncExternalStore } from 'react';

/** Whether the window has the keyboard: what is in sight then is read. */
export function useWindowFocus(): boolean {
  return useSyncExternalStore(subscribe, hasFocus);
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('focus', listener);
  window.addEventListener('blur', listener);
  return () => {
    window.removeEventListener('focus', listener);
    window.removeEventListener('blur', listener);
  };
}

function hasFocus(): boolean {
  return document.hasFocus();
}
