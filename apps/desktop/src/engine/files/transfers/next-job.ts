import type { Job } from './job.ts';

/**
 * Whose turn it is. What somebody waits for comes first, then small before large, so that a large one holds up
 * nobody; but one of those that run is always the one that waited longest, so that it is never only the others' turn.
 * A content travels once at a time: whoever else names it has it, or finds it stored, soon.
 * @param delivered sent, but not said to be stored yet
 */
export function nextJob(
  waiting: readonly Job[],
  running: readonly Job[],
  delivered: readonly Job[],
): Job | undefined {
  const busy = new Set([...running, ...delivered].map(({ way, hash }) => `${way} ${hash}`));
  const free = waiting.filter(({ way, hash }) => !busy.has(`${way} ${hash}`));
  if (running.some(({ byAge }) => byAge)) return best(free, isBefore);
  const oldest = best(free, (left, right) => left.order < right.order);
  if (oldest !== undefined) oldest.byAge = true;
  return oldest;
}

function isBefore(left: Job, right: Job): boolean {
  if (isAsked(left) !== isAsked(right)) return isAsked(left);
  return left.size === right.size ? left.order < right.order : left.size < right.size;
}

function isAsked({ way, quiet }: Job): boolean {
  return way === 'down' && !quiet;
}

function best(jobs: readonly Job[], before: (left: Job, right: Job) => boolean): Job | undefined {
  let found: Job | undefined;
  for (const job of jobs) if (found === undefined || before(job, found)) found = job;
  return found;
}
