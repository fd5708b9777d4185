import { getHotkeyHandler } from '@mantine/hooks';
import { useEffect, useEffectEvent } from 'react';
import { type KeyMoment, readMoment } from '../state/key-moment.ts';
import type { Command } from './feature.ts';

/** A text field undoes what was typed in it by itself. */
const keysOfText = new Set(['mod+Z', 'mod+shift+Z', 'mod+Y']);

/**
 * Whether a command's keys count in this moment: never under something that is open, and while
 * typing only together with Ctrl or Cmd, where the text itself does not need them.
 */
export function keysCount(keys: string, moment: KeyMoment): boolean {
  if (moment.isCovered) return false;
  if (keysOfText.has(keys)) return !moment.undoesItself;
  return !moment.isTyping || keys.startsWith('mod+');
}

/** Runs commands by their keys. It looks before anybody else: whoever is open may close on the same key. */
export function useShortcuts(commands: readonly Command[]): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.isComposing) return;
    const moment = readMoment(event.target);
    const bound = commands.flatMap((command) => allKeys(command).map((keys) => ({ keys, run: command.run })));
    const counting = bound.filter(({ keys }) => keysCount(keys, moment));
    getHotkeyHandler(counting.map(({ keys, run }) => [keys, run]))(event);
  });
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
}

function allKeys({ keys, moreKeys = [] }: Command): readonly string[] {
  return keys === undefined ? moreKeys : [keys, ...moreKeys];
}
