/** A key that a list, a text or a message takes by itself, and is no command. */
export interface FixedKey {
  /** Names what it does, among the texts. */
  readonly does: string;
  /** Ways to do it. */
  readonly keys: readonly string[];
}

export interface FixedKeys {
  /** Names where they hold, among the texts. */
  readonly where: string;
  readonly keys: readonly FixedKey[];
}

export const fixedKeys: readonly FixedKeys[] = [
  {
    where: 'lists',
    keys: [
      { does: 'lists.walk', keys: ['↑', '↓', 'J', 'K'] },
      { does: 'lists.open', keys: ['Enter'] },
      { does: 'lists.ends', keys: ['Home', 'End'] },
    ],
  },
  {
    where: 'inbox',
    keys: [
      { does: 'inbox.done', keys: ['E'] },
      { does: 'inbox.read', keys: ['U'] },
      { does: 'inbox.snooze', keys: ['H'] },
    ],
  },
  {
    where: 'messages',
    keys: [
      { does: 'messages.send', keys: ['mod+Enter'] },
      { does: 'messages.reply', keys: ['R'] },
      { does: 'messages.edit', keys: ['E'] },
      { does: 'messages.pin', keys: ['P'] },
      { does: 'messages.delete', keys: ['Delete'] },
      { does: 'messages.copy', keys: ['mod+C'] },
    ],
  },
  {
    where: 'files',
    keys: [
      { does: 'files.look', keys: ['Enter'] },
      { does: 'files.step', keys: ['←', '→'] },
      { does: 'files.remove', keys: ['Delete'] },
    ],
  },
];
