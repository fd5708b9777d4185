import { useCallback, useRef, useSyncExternalStore } from 'react';
import type { ShellTopicName, ShellTopicStates } from '../../preload/shell-topics.ts';
import { bridge } from '../state/bridge.ts';

/** What the shell says of itself, kept up to date; nothing until it has spoken. */
export function useShellState<Name extends ShellTopicName>(topic: Name): ShellTopicStates[Name] | undefined {
  const latest = useRef<ShellTopicStates[Name]>(undefined);
  const subscribe = useCallback(
    (listener: () => void) =>
      bridge.shell.watch(topic, (state) => {
        latest.current = state;
        listener();
      }),
    [topic],
  );
  return useSyncExternalStore(subscribe, () => latest.current);
}
