import type { RequestName, RequestParams, RequestResult } from '@holdfast/shared/protocol/requests.ts';
import { useCallback, useEffect, useState } from 'react';
import { type Answer, afterOutcome, withoutNetwork } from '../state/answer.ts';
import { ask } from '../state/ask.ts';
import { useIsLive } from './use-needs-network.ts';

export interface Requested<Value> {
  readonly answer: Answer<Value>;
  /** Asks once more, for instance after a change. */
  readonly reload: () => void;
}

/**
 * Something that only the server knows: asked when it appears, when the connection is back, on `reload`,
 * and with `everyMs` again and again while the window is in sight. With other parameters the older answer
 * stays until the new one is there; where that would be wrong, give the component a key.
 */
export function useRequest<Name extends RequestName>(
  name: Name,
  params: RequestParams<Name>,
  everyMs?: number,
): Requested<RequestResult<Name>> {
  const isLive = useIsLive();
  const key = JSON.stringify(params);
  const [answer, setAnswer] = useState<Answer<RequestResult<Name>>>({ state: 'asking' });
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks the same again
  useEffect(() => {
    if (!isLive) {
      setAnswer(withoutNetwork);
      return;
    }
    const asked: RequestParams<Name> = JSON.parse(key);
    return repeat(everyMs, async (isCurrent) => {
      const outcome = await ask(name, asked);
      if (isCurrent()) setAnswer((before) => afterOutcome(before, outcome, Date.now()));
    });
  }, [name, key, everyMs, isLive, round]);
  const reload = useCallback(() => setRound((before) => before + 1), []);
  return { answer, reload };
}

/** Runs it now, and again some time after each end, except while nobody can see it. The result ends that. */
function repeat(everyMs: number | undefined, run: (isCurrent: () => boolean) => Promise<void>): () => void {
  let isCurrent = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const step = async () => {
    if (!document.hidden) await run(() => isCurrent);
    if (isCurrent && everyMs !== undefined) timer = setTimeout(step, everyMs);
  };
  void step();
  return () => {
    isCurrent = false;
    clearTimeout(timer);
  };
}
