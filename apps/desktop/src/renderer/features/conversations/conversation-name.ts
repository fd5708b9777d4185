import type { Thread } from '@holdfast/shared/model/thread.ts';
import { writeList } from '../../ui/locale.ts';

/**
 * What a conversation is called by somebody who takes part in it: a group by its name, a direct one by
 * the others in it. `nobody` stands for people whom the directory does not name (yet).
 */
export function conversationName(
  thread: Pick<Thread, 'name'>,
  others: readonly ({ readonly name: string } | undefined)[],
  nobody: string,
): string {
  if (thread.name !== null) return thread.name;
  return writeList(others.map((person) => person?.name ?? nobody)) || nobody;
}
