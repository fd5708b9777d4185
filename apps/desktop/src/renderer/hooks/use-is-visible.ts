import { useSyncExternalStore } from 'react';

/** Whether the window can be seen: not minimised, not wholly covered, not on another desktop. */
export function useIsVisible(): boolean {
  return useSyncExternalStore(subscribe, isVisible);
}

function subscribe(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener);
  return () => document.removeEventListener('visibilitychange', listener);
}

function isVisible(): boolean {
  return document.visibilityState === 'visible';
}
