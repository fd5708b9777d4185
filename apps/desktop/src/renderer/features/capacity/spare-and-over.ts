import { type Load, levelOf, percentOf, sumLoads } from '@holdfast/shared/capacity/load.ts';
import type { LoadOf } from './figures.ts';

/** Somebody with too much to do. */
export interface OverPerson {
  readonly userId: string;
  /** In how many weeks it is too much. */
  readonly weeks: number;
  /** The worst of them. */
  readonly week: string;
  readonly load: Load;
}

/** Somebody with room for more. */
export interface FreePerson {
  readonly userId: string;
  /** Hours that nothing is planned for. */
  readonly free: number;
  /** Of all the weeks together. */
  readonly load: Load;
}

/** Who has more planned in a week than the limit allows, whoever has it worst first. */
export function overPeople(
  userIds: readonly string[],
  weeks: readonly string[],
  loadOf: LoadOf,
  limit: number,
): readonly OverPerson[] {
  const found = userIds.flatMap((userId) => {
    const loads = loadsIn(userId, weeks, loadOf).filter(({ load }) => levelOf(load, limit) === 'over');
    const [worst] = loads.sort((a, b) => descending(percentOf(a.load), percentOf(b.load)));
    return worst === undefined ? [] : [{ userId, weeks: loads.length, ...worst }];
  });
  return found.sort((a, b) => descending(percentOf(a.load), percentOf(b.load)) || b.weeks - a.weeks);
}

/** Who is planned for little of what they can work in these weeks together, whoever has most room first. */
export function freePeople(
  userIds: readonly string[],
  weeks: readonly string[],
  loadOf: LoadOf,
  limit: number,
): readonly FreePerson[] {
  const found = userIds.flatMap((userId) => {
    const load = sumLoads(loadsIn(userId, weeks, loadOf).map((one) => one.load));
    const isLittle = ['nothing', 'under'].includes(levelOf(load, limit));
    return isLittle && load.available > 0 ? [{ userId, load, free: load.available - load.planned }] : [];
  });
  return found.sort((a, b) => b.free - a.free);
}

function loadsIn(userId: string, weeks: readonly string[], loadOf: LoadOf): { week: string; load: Load }[] {
  return weeks.flatMap((week) => {
    const load = loadOf([userId], week);
    return load === undefined ? [] : [{ week, load }];
  });
}

/** Infinity is equal to itself, which a difference does not say. */
function descending(a: number, b: number): number {
  if (a === b) return 0;
  return a > b ? -1 : 1;
}
