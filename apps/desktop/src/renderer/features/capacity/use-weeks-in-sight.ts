import { useEffect, useEffectEvent } from 'react';
import type { WeekSpan } from './use-boards.ts';
import { blockOf, WEEKS_BEFORE } from './weeks.ts';

/** The weeks that can be seen, without those beyond the edges; tells of them when there are others to read. */
export function useWeeksInSight(
  range: { readonly startIndex: number; readonly endIndex: number } | null,
  onWeeks: (span: WeekSpan) => void,
): WeekSpan {
  const first = range?.startIndex ?? WEEKS_BEFORE;
  const last = range?.endIndex ?? WEEKS_BEFORE;
  const isKnown = range !== null;
  const tell = useEffectEvent(() => onWeeks({ first, last }));
  const [from, to] = [blockOf(first), blockOf(last)];
  // biome-ignore lint/correctness/useExhaustiveDependencies: weeks are read in blocks, and a week more of the same one is no news
  useEffect(() => {
    if (isKnown) tell();
  }, [isKnown, from, to]);
  return { first, last };
}
