import type { TransfersState } from '../../engine/api/files.ts';
import { useEngineStates } from '../state/engine-states.ts';

/** The files that are on their way, and the room that files take. Nothing until the engine has told it. */
export function useTransfers(): TransfersState | undefined {
  return useEngineStates(({ transfers }) => transfers);
}
