import { useCallback, useState } from 'react';
import type { Outcome } from '../../engine/api/calls.ts';
import { sayProblem } from '../state/say-problem.ts';

/**
 * Runs a call that changes something and is no mutation, and keeps the reason where it was not done, to
 * be shown in place. Changes of rows are made with `useMutation`.
 */
export function useSave() {
  const [problem, setProblem] = useState<string>();
  const save = useCallback(async (change: () => Promise<Outcome<unknown>>): Promise<boolean> => {
    const outcome = await change();
    setProblem(outcome.ok ? undefined : sayProblem(outcome.error.message));
    return outcome.ok;
  }, []);
  return { problem, save };
}
