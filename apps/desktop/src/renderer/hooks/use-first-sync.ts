import { useEngineStates } from '../state/engine-states.ts';

/** Whether everything arrives for the first time, so that lists are not whole yet. */
export function useIsFirstSync(): boolean {
  return useEngineStates(({ session }) => session?.state === 'signed-in' && session.firstSync);
}
