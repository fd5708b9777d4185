import type { AlertKind } from './alert-kinds.ts';

/**
 * What a figure says of an alert: raise it, resolve it, or, between the line and what ends it, `leave` it as
 * it is. So a figure that moves around its line does not raise one again and again.
 */
export type Verdict = 'raise' | 'leave' | 'resolve';

/** A figure that is watched, as it is at one moment. */
export interface Figure {
  readonly kind: AlertKind;
  /** The Monday of its week, of a load. */
  readonly week: string | null;
  readonly verdict: Verdict;
  /** Hundredths of money, percent, or days late, by kind; nothing where there is none. */
  readonly value: number | undefined;
  readonly limit: number;
}

/** What is more is shown as so much: a share of nothing has no end. */
export const MOST_PERCENT = 9_999;
/** So many points below its line an alert about a percentage ends; half of a lower line. */
const PERCENT_MARGIN = 5;
/** Such a share above its line an alert about money ends. */
const MONEY_MARGIN = 0.02;

/** There is nothing to watch: what was raised of it ends. */
export function nothingOf(kind: AlertKind, week: string | null = null): Figure {
  return { kind, week, verdict: 'resolve', value: undefined, limit: 0 };
}

/** A share that shall not be above a line. */
export function percentFigure(
  kind: AlertKind,
  percent: number,
  limit: number,
  week: string | null = null,
): Figure {
  const endsAt = limit - Math.min(PERCENT_MARGIN, limit / 2);
  const verdict = percent > limit ? 'raise' : percent > endsAt ? 'leave' : 'resolve';
  return { kind, week, verdict, value: Math.min(MOST_PERCENT, Math.round(percent * 10) / 10), limit };
}

/** Money that shall not be below a line. */
export function moneyFigure(kind: AlertKind, money: number, limit: number): Figure {
  const endsAt = limit + Math.abs(limit) * MONEY_MARGIN;
  const verdict = money < limit ? 'raise' : money < endsAt ? 'leave' : 'resolve';
  return { kind, week: null, verdict, value: money, limit };
}
