import type { Load } from '@holdfast/shared/capacity/load.ts';
import { percentOf } from '@holdfast/shared/capacity/load.ts';
import type { AvailableIn } from '@holdfast/shared/capacity/planned-hours.ts';
import { numberWriter } from '../../ui/locale.ts';
import type { Planned } from './planned-board.ts';
import { blockOf } from './weeks.ts';

/** The figures of people and weeks; nothing while they are being read. */
export type LoadOf = (userIds: readonly string[], week: string) => Load | undefined;

/** Counts with what is planned and what people can work. `weeks` are those of the grid. */
export function loadsOf(planned: Planned, available: AvailableIn, weeks: readonly string[]): LoadOf {
  const blocks = new Map(weeks.map((week, index) => [week, blockOf(index)]));
  const sum = (userIds: readonly string[], week: string): Load => {
    let hours = 0;
    let there = 0;
    for (const userId of userIds) {
      hours += planned.hours(userId, week);
      there += available(userId, week);
    }
    return { planned: hours, available: Math.round(there * 100) / 100 };
  };
  // Of many people each week is counted once, however often it is drawn.
  const known = new WeakMap<readonly string[], Map<string, Load>>();
  return (userIds, week) => {
    const block = blocks.get(week);
    if (block === undefined || !planned.has(block)) return undefined;
    if (userIds.length < 2) return sum(userIds, week);
    const loads = known.get(userIds) ?? new Map<string, Load>();
    known.set(userIds, loads);
    const load = loads.get(week) ?? sum(userIds, week);
    loads.set(week, load);
    return load;
  };
}

const write = numberWriter({ maximumFractionDigits: 0 });

/** A share in percent as a cell has room for it. */
export function writePercent(load: Load): string {
  const percent = percentOf(load);
  return Number.isFinite(percent) ? `${write(percent)}%` : '∞';
}
