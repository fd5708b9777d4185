import { useEffect, useState } from 'react';
import type { CheckedServer } from '../../../engine/api/calls.ts';
import { bridge } from '../../state/bridge.ts';
import { completeServerAddress } from './server-address.ts';

/** Nobody is asked before the typing has paused for so long. */
const PAUSE_MS = 500;

/** What stands at an address: nothing is known while it is not one. */
export type ServerCheck = CheckedServer | 'checking' | undefined;

/** Looks what stands at the address that is typed, once the typing pauses. */
export function useServerCheck(typed: string): ServerCheck {
  const [check, setCheck] = useState<ServerCheck>();
  const server = completeServerAddress(typed);
  useEffect(() => {
    setCheck(undefined);
    if (!isWorthAsking(server)) return;
    let isCurrent = true;
    const timer = setTimeout(async () => {
      setCheck('checking');
      const outcome = await bridge.call('checkServer', { server });
      if (isCurrent) setCheck(outcome.ok ? outcome.value : undefined);
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [server]);
  return check;
}

function isWorthAsking(server: string): boolean {
  return /^https?:\/\/[^/]/i.test(server) && URL.canParse(server);
}
