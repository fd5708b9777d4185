import { useTranslation } from 'react-i18next';
import { useEngineStates } from '../state/engine-states.ts';

/** Whether the server can be asked right now. */
export function useIsLive(): boolean {
  return useEngineStates(({ connection }) => connection?.state === 'live');
}

/** Why something that only the server can do is not possible now; nothing while it is. */
export function useNeedsNetwork(): string | undefined {
  const { t } = useTranslation();
  return useIsLive() ? undefined : t('ask.needsNetwork');
}
