import { dateOf } from '@holdfast/shared/dates.ts';
import type { Activity } from '@holdfast/shared/model/activity.ts';
import type { Phase } from '@holdfast/shared/model/phase.ts';
import { type DayCounts, openBy } from './burn-down.ts';

type Change = Pick<Activity, 'subjectId' | 'at' | 'changes'>;

export interface PhaseBurnDown {
  /** How many were not done by the end of each day. */
  readonly open: readonly (number | null)[];
  /** How many shall not be done by then, as it is planned now; nothing where no phase has an end. */
  readonly planned: readonly number[] | undefined;
}

/** How phases of a project went, and shall go, by the end of each of these days. `history`: the newest first. */
export function phaseBurnDown(
  days: readonly string[],
  phases: readonly Phase[],
  history: readonly Change[],
  today: string,
): PhaseBurnDown {
  const begun = countDays(phases.map(({ createdAt }) => dateOf(createdAt)));
  const ended = countDays(
    phases.filter(({ status }) => status === 'done').map((phase) => doneOn(phase, history)),
  );
  const hasEnds = phases.some(({ endsOn }) => endsOn !== null);
  const leftBy = (day: string) => phases.filter(({ endsOn }) => endsOn === null || endsOn > day).length;
  return { open: openBy(days, begun, ended, today), planned: hasEnds ? days.map(leftBy) : undefined };
}

/** The day on which it was last said to be done; without that in its history, the day of its last change. */
function doneOn({ id, updatedAt }: Phase, history: readonly Change[]): string {
  const change = history.find(
    ({ subjectId, changes }) =>
      subjectId === id && changes.some(({ field, to }) => field === 'status' && to === 'done'),
  );
  return dateOf(change?.at ?? updatedAt);
}

function countDays(days: readonly string[]): DayCounts {
  const counts = new Map<string, number>();
  for (const day of days) counts.set(day, (counts.get(day) ?? 0) + 1);
  return counts;
}
