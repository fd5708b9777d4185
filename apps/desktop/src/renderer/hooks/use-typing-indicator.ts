import { useCallback, useEffect, useMemo, useRef } from 'react';
import { bridge } from '../state/bridge.ts';
import { usePresence } from './use-presence.ts';

export interface TypingIndicator {
  /** The ids of the others who write an answer or message right now. */
  readonly writers: readonly string[];
  /** To be called at each key: the engine thins out what others are told, and it fades by itself. */
  readonly typed: () => void;
  /** To be called when it was sent or emptied. Leaving the room or the screen says it by itself. */
  readonly stopped: () => void;
}

/** Who writes an answer or message in a room, and telling the others that one does. Follows the room as `usePresence` does. */
export function useTypingIndicator(room: string | undefined): TypingIndicator {
  const { typing } = usePresence(room);
  const isTyping = useRef(false);
  const typed = useCallback(() => {
    if (room === undefined) return;
    isTyping.current = true;
    bridge.call('typing', { room });
  }, [room]);
  const stopped = useCallback(() => {
    if (room === undefined || !isTyping.current) return;
    isTyping.current = false;
    bridge.call('typingStopped', { room });
  }, [room]);
  useEffect(() => stopped, [stopped]);
  const writers = useMemo(
    () => typing.filter(({ field }) => field === undefined).map(({ userId }) => userId),
    [typing],
  );
  return { writers, typed, stopped };
}
