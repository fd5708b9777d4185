import { useCallback, useSyncExternalStore } from 'react';
import { onEachStep } from '../state/ticks.ts';

/** The time in milliseconds, in whole steps, so that everything that shows one turns over together. */
export function useNow(stepMs: number): number {
  const subscribe = useCallback((listener: () => void) => onEachStep(stepMs, listener), [stepMs]);
  return useSyncExternalStore(subscribe, () => Math.floor(Date.now() / stepMs) * stepMs);
}
