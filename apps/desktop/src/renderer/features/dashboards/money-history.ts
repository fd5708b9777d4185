import { dateOf } from '@holdfast/shared/dates.ts';
import type { Activity } from '@holdfast/shared/model/activity.ts';

/** Hundredths. */
export interface Money {
  readonly spent: number;
  readonly budget: number | null;
}

type Change = Pick<Activity, 'at' | 'changes'>;

/**
 * What was spent, and of how much, by the end of each of these days, which are in their order: what holds now, and
 * the changes taken back one by one. `history`: the newest first.
 */
export function moneyBy(days: readonly string[], now: Money, history: readonly Change[]): readonly Money[] {
  let money = now;
  let next = 0;
  const found: Money[] = [];
  for (const day of [...days].reverse()) {
    for (let one = history[next]; one !== undefined && dateOf(one.at) > day; one = history[++next])
      money = before(one, money);
    found.push(money);
  }
  return found.reverse();
}

function before({ changes }: Change, money: Money): Money {
  let { spent, budget } = money;
  for (const { field, from } of changes) {
    const amount = typeof from === 'number' ? from : null;
    if (field === 'spent') spent = amount ?? 0;
    if (field === 'budget') budget = amount;
  }
  return { spent, budget };
}
