import { useEffect, useMemo, useState } from 'react';
import type { RefusedChange } from '../../engine/api/state.ts';
import { bridge } from '../state/bridge.ts';
import { useEngineStates } from '../state/engine-states.ts';
import { noRefusals, refusalsOf, type ThreadRefusals } from './thread-refusals.ts';

/** What was not accepted of one's changes in a thread. The changes are followed only if there is any. */
export function useThreadRefusals(threadId: string): ThreadRefusals {
  const hasRefused = useEngineStates(({ connection }) => (connection?.refused ?? 0) > 0);
  const [refused, setRefused] = useState<readonly RefusedChange[]>([]);
  useEffect(() => {
    if (!hasRefused) return;
    return bridge.watch('changes', {}, (changes) => setRefused(changes.refused));
  }, [hasRefused]);
  return useMemo(
    () => (hasRefused ? refusalsOf(threadId, refused) : noRefusals),
    [hasRefused, threadId, refused],
  );
}
