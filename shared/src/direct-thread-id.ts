import { derivedId } from './derived-id.ts';

/**
 * The id of the direct conversation of these people, whoever opens it and wherever: two who open it at
 * the same time, each without a network, write in the same one.
 */
export function directThreadId(userIds: readonly string[]): string {
  const people = [...new Set(userIds)].sort().join(' ');
  return derivedId(`direct ${people}`);
}
