import { getHotkeyHandler } from '@mantine/hooks';
import { useEffect, useEffectEvent } from 'react';
import { type KeyMoment, readMoment } from '../state/key-moment.ts';
import type { Command } from './feature.ts';

/**
 * Whether a command's keys count in this moment: never under something that is open, and while
 * typing only together with Ctrl or Cmd.
 */
export function keysCount(keys: string, moment: KeyMoment): boolean {
  if (moment.isCovered) return false;
  return !moment.isTyping || keys.startsWith('mod+');
}

/** Runs commands by their keys. It looks before anybody else: whoever is open may close on the same key. */
export function useShortcuts(commands: readonly Command[]): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.isComposing) return;
    const moment = readMoment(event.target);
    const counting = commands.filter(({ keys }) => keys !== undefined && keysCount(keys, moment));
    getHotkeyHandler(counting.map(({ keys = '', run }) => [keys, run]))(event);
  });
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
}
