import { useEffect, useState } from 'react';
import type { KeyStore } from '../../preload/shell-calls.ts';
import { bridge } from '../state/bridge.ts';

/** Whether the system has a key store, and where the session is kept; nothing until the shell has said. */
export function useKeyStore(): KeyStore | undefined {
  const [keyStore, setKeyStore] = useState<KeyStore>();
  useEffect(() => {
    bridge.shell.call('keyStore', {}).then(setKeyStore);
  }, []);
  return keyStore;
}
