import { setTimeout as wait } from 'node:timers/promises';
import type { Crowd } from './crowd.ts';
import type { MemberState } from './member.ts';

/** Longer than the longest that a process which was killed or frozen may be remembered. */
const TRUE_WITHIN_MS = 60_000;
const LOOK_MS = 200;
const NAMED = 5;

/**
 * Waits until everybody is shown who is there, and nobody else; and once more when some have left. Gives what is
 * still not true when the time is over.
 */
export async function untilPresenceIsTrue(crowd: Crowd): Promise<string[]> {
  const whileAll = await untilTrue(crowd, 'while all were there');
  await crowd.leaveSome();
  return [...whileAll, ...(await untilTrue(crowd, 'when some had left'))];
}

async function untilTrue(crowd: Crowd, when: string): Promise<string[]> {
  const end = performance.now() + TRUE_WITHIN_MS;
  for (;;) {
    const untrue = findUntrue(await crowd.states());
    if (untrue.length === 0) return [];
    if (performance.now() > end) return untrue.slice(0, NAMED).map((line) => `Presence ${when}: ${line}`);
    await wait(LOOK_MS);
  }
}

/** What is wrong in what the apps show of each other. All of them are there, and nobody else. */
export function findUntrue(states: readonly MemberState[]): string[] {
  const there = new Set(states.map(({ userId }) => userId));
  return states.flatMap(({ userId, online }) => {
    const shown = new Set(online);
    const missing = [...there].filter((id) => id !== userId && !shown.has(id));
    const gone = online.filter((id) => !there.has(id));
    if (missing.length + gone.length === 0) return [];
    return [`${userId} does not see ${missing.length} who are there, and sees ${gone.length} who are not`];
  });
}
