import { useTransfers } from '../../hooks/use-transfers.ts';
import { useEngineStates } from '../../state/engine-states.ts';
import { percentSent } from '../../state/sending-progress.ts';
import type { UnsentFiles } from './pill-state.ts';

/** What the pill says of files; nothing until the engine has told of them. */
export function useUnsentFiles(): UnsentFiles | undefined {
  const transfers = useTransfers();
  const sent = useEngineStates((states) => states.sent);
  if (transfers === undefined) return undefined;
  const failed = transfers.list.filter(({ way, state }) => way === 'up' && state === 'failed').length;
  return { sending: transfers.sending.files, percent: percentSent(sent), failed };
}
