import { useEffect, useState } from 'react';
import type { RefusedChange } from '../../engine/api/state.ts';
import { bridge } from '../state/bridge.ts';
import { useEngineStates } from '../state/engine-states.ts';

const none: readonly RefusedChange[] = [];

/** One's own changes that were not accepted, for screens that show a few of them in their place. Followed only if there is any. */
export function useRefused(): readonly RefusedChange[] {
  const hasRefused = useEngineStates(({ connection }) => (connection?.refused ?? 0) > 0);
  const [refused, setRefused] = useState(none);
  useEffect(() => {
    if (!hasRefused) return;
    return bridge.watch('changes', {}, (changes) => setRefused(changes.refused));
  }, [hasRefused]);
  return hasRefused ? refused : none;
}
