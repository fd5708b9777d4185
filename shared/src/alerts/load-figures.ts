import { type Load, percentOf } from '../capacity/load.ts';
import { addDays, dateOf, mondayOf } from '../dates.ts';
import { type Figure, nothingOf, percentFigure } from './alert-figure.ts';
import { type AlertRules, limitOf } from './alert-rules.ts';

export type LoadKind = 'person-over' | 'division-over';

/** How full the week of a person or a division is. */
export function loadFigure(kind: LoadKind, week: string, load: Load, rules: AlertRules): Figure {
  if (!rules[kind].isOn) return nothingOf(kind, week);
  return percentFigure(kind, percentOf(load), limitOf(kind, rules), week);
}

/** The weeks whose loads are watched at a moment: the one that runs, and so many after it. */
export function watchedWeeks(kind: LoadKind, rules: AlertRules, now: string): readonly string[] {
  const first = mondayOf(dateOf(now));
  const { isOn, weeksAhead } = rules[kind];
  return isOn ? Array.from({ length: weeksAhead + 1 }, (_, week) => addDays(first, week * 7)) : [];
}
