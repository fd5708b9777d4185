import { addDays, daysBetween } from '@holdfast/shared/dates.ts';
import type { Phase, PhaseStatus } from '@holdfast/shared/model/phase.ts';
import type { MutationArgs } from '../../../state/mutate.ts';
import type { DaySpan } from '../../../ui/timeline/span.ts';

export type PhaseChanges = MutationArgs<'phase.update'>['changes'];

/** How long a phase is that is given dates for the first time: two weeks. */
const FIRST_DAYS = 14;

/** The days of a phase. One of which only one end is known is a day long; one without any is nowhere. */
export function spanOfPhase({ startsOn, endsOn }: Phase): DaySpan | undefined {
  const from = startsOn ?? endsOn;
  const to = endsOn ?? startsOn;
  // Two people's changes may leave one that ends before it begins: it is shown where it begins.
  return from === null || to === null ? undefined : { from, to: to < from ? from : to };
}

/** What moves a phase to other days. */
export function movedPhase({ startsOn, endsOn }: Phase, { from, to }: DaySpan): PhaseChanges {
  return {
    ...(startsOn === from ? {} : { startsOn: { was: startsOn, now: from } }),
    ...(endsOn === to ? {} : { endsOn: { was: endsOn, now: to } }),
  };
}

/** The first days of a phase: after the one that ends last, or else from where the project begins, or today. */
export function firstSpan(others: readonly Phase[], projectStart: string | null, today: string): DaySpan {
  const ends = others.flatMap(({ endsOn }) => endsOn ?? []).sort();
  const last = ends.at(-1);
  const from = last === undefined ? (projectStart ?? today) : addDays(last, 1);
  return { from, to: addDays(from, FIRST_DAYS - 1) };
}

/**
 * What sets one end of a span again to a day that its author had chosen, whatever others made of it meanwhile.
 * Where it would end before it began, its other end goes along and it stays as long as it is.
 */
export function putBackDay(
  span: Pick<Phase, 'startsOn' | 'endsOn'>,
  field: 'startsOn' | 'endsOn',
  mine: string | null,
): Pick<PhaseChanges, 'startsOn' | 'endsOn'> {
  const { startsOn, endsOn } = span;
  const own = { [field]: { was: span[field], now: mine } };
  if (startsOn === null || endsOn === null || mine === null) return own;
  const days = daysBetween(startsOn, endsOn);
  if (field === 'startsOn' && mine > endsOn)
    return { ...own, endsOn: { was: endsOn, now: addDays(mine, days) } };
  if (field === 'endsOn' && mine < startsOn)
    return { ...own, startsOn: { was: startsOn, now: addDays(mine, -days) } };
  return own;
}

/** What sets the status of a phase: one that is done is wholly done. */
export function statusChange({ status, progress }: Phase, now: PhaseStatus): PhaseChanges {
  const isWhole = now !== 'done' || progress === 100;
  return { status: { was: status, now }, ...(isWhole ? {} : { progress: { was: progress, now: 100 } }) };
}
