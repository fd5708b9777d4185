import { useCallback, useState } from 'react';
import type { Outcome } from '../../engine/api/calls.ts';

/** Runs a change and keeps the reason where it was not taken, to be shown in place. */
export function useSave() {
  const [problem, setProblem] = useState<string>();
  const save = useCallback(async (change: () => Promise<Outcome<unknown>>): Promise<boolean> => {
    const outcome = await change();
    setProblem(outcome.ok ? undefined : outcome.error.message);
    return outcome.ok;
  }, []);
  return { problem, save };
}
