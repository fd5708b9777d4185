import { rememberList, useMemory } from '../../state/memory.ts';

const LIST = 'messages';

/** What one looks for in all messages; empty for nothing. It survives leaving and coming back. */
export function useMessageSearch(): string {
  const words = useMemory(({ lists }) => lists[LIST]?.filters);
  return typeof words === 'string' ? words : '';
}

export function searchMessages(words: string): void {
  rememberList(LIST, { filters: words });
}
