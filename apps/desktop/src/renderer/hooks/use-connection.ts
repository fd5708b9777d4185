import type { ConnectionState } from '../../engine/api/state.ts';
import { useEngineStates } from '../state/engine-states.ts';

/** How the connection stands, what waits and what was not accepted. Nothing until the engine has spoken. */
export function useConnection(): ConnectionState | undefined {
  return useEngineStates(({ connection }) => connection);
}
