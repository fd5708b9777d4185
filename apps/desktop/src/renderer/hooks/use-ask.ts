import type { RequestName, RequestParams, RequestResult } from '@holdfast/shared/protocol/requests.ts';
import { useCallback, useState } from 'react';
import { ask as askServer } from '../state/ask.ts';
import { sayProblem } from '../state/say-problem.ts';

/** Asks the server to do something, once, and keeps the reason where it did not, to be shown in place. */
export function useAsk() {
  const [problem, setProblem] = useState<string>();
  const [isAsking, setIsAsking] = useState(false);
  /** Nothing where it was not done. */
  const ask = useCallback(
    async <Name extends RequestName>(
      name: Name,
      params: RequestParams<Name>,
    ): Promise<RequestResult<Name> | undefined> => {
      setIsAsking(true);
      const outcome = await askServer(name, params);
      setIsAsking(false);
      setProblem(outcome.ok ? undefined : sayProblem(outcome.error.message));
      return outcome.ok ? outcome.value : undefined;
    },
    [],
  );
  return { problem, isAsking, ask };
}
