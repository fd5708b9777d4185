import { useEffect, useState } from 'react';
import type { ChangesState } from '../../engine/api/state.ts';
import { bridge } from '../state/bridge.ts';

const none: ChangesState = { waiting: [], refused: [] };

/** One's own changes that wait or were not accepted. Followed only while somebody looks: the list may be long. */
export function useChanges(): ChangesState {
  const [changes, setChanges] = useState(none);
  useEffect(() => bridge.watch('changes', {}, setChanges), []);
  return changes;
}
