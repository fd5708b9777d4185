import { elapsedShare } from '@holdfast/shared/alerts/project-figures.ts';
import { daysBetween } from '@holdfast/shared/dates.ts';

/** How many on each day. */
export type DayCounts = ReadonlyMap<string, number>;

/** How many there are by the end of each of these days, which are in their order. */
export function countedBy(days: readonly string[], counts: DayCounts): number[] {
  const sorted = [...counts].sort(([left], [right]) => (left < right ? -1 : 1));
  let next = 0;
  let sum = 0;
  return days.map((day) => {
    for (let one = sorted[next]; one !== undefined && one[0] <= day; one = sorted[++next]) sum += one[1];
    return sum;
  });
}

/** How many had begun and not ended by the end of each day; nothing of days that are to come. */
export function openBy(
  days: readonly string[],
  begun: DayCounts,
  ended: DayCounts,
  today: string,
): (number | null)[] {
  const over = countedBy(days, ended);
  return countedBy(days, begun).map((count, at) =>
    daysBetween(today, days[at] ?? today) > 0 ? null : count - (over[at] ?? 0),
  );
}

/** How many would be left by the end of each day if they were worked off evenly from the first day to the last. */
export function evenPace(
  days: readonly string[],
  count: number,
  span: { readonly startsOn: string | null; readonly endsOn: string | null },
): (number | null)[] | undefined {
  const shares = days.map((day) => elapsedShare(span, day));
  if (shares.some((share) => share === undefined)) return undefined;
  return shares.map((share = 0) => Math.round(count * (1 - share) * 100) / 100);
}
