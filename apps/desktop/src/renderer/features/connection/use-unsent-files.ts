import { useLasting } from '../../hooks/use-lasting.ts';
import { useTransfers } from '../../hooks/use-transfers.ts';
import { useEngineStates } from '../../state/engine-states.ts';
import { percentSent } from '../../state/sending-progress.ts';
import type { UnsentFiles } from './pill-state.ts';

/** Small files are on the server before anybody has read that they are on their way. */
const SHORT_MS = 1_000;

/** What the pill says of files; nothing until the engine has told of them. */
export function useUnsentFiles(): UnsentFiles | undefined {
  const transfers = useTransfers();
  const sent = useEngineStates((states) => states.sent);
  const files = transfers?.sending.files ?? 0;
  const isWorthAWord = useLasting(files > 0, SHORT_MS);
  if (transfers === undefined) return undefined;
  const failed = transfers.list.filter(({ way, state }) => way === 'up' && state === 'failed').length;
  return { sending: isWorthAWord ? files : 0, percent: percentSent(sent), failed };
}
