import type { MessageActions } from './use-message-actions.ts';

/** The keys of a message that has the focus, as they stand beside the actions. */
export const messageKeys = { reply: 'R', edit: 'E', pin: 'P', remove: 'Delete', copy: 'mod+C' } as const;

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** What a key does with a message; nothing where it is not one of its keys, or text is marked to be copied. */
export function actionOfKey(pressed: Pressed, actions: MessageActions): (() => void) | undefined {
  const isMod = pressed.ctrlKey || pressed.metaKey;
  const key = pressed.key.toLowerCase();
  if (pressed.altKey) return undefined;
  if (isMod) return key === 'c' && hasNoMarkedText() ? actions.copy : undefined;
  if (key === 'r') return actions.reply;
  if (key === 'e') return actions.edit;
  if (key === 'p') return actions.pin;
  return key === 'delete' ? actions.remove : undefined;
}

function hasNoMarkedText(): boolean {
  return document.getSelection()?.isCollapsed ?? true;
}
