import { formatTime } from '@holdfast/shared/times.ts';
import { applyMutation } from '../sync/apply-mutation.ts';
import { systemActor } from '../sync/system-actor.ts';
import type { OpenData } from './open-data.ts';

/**
 * Makes a change as the administrator, through the same path as a push; a running server tells its
 * clients within a second.
 * @throws HoldfastError when it is refused
 */
export async function applyChange({ queue, outside }: OpenData, name: string, args: object): Promise<void> {
  const change = { name, args, at: formatTime(outside.now()) };
  await queue.submit(1, (commit) => applyMutation(commit, systemActor, change));
}
