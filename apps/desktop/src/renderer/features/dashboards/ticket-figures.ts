import { type TicketStatus, ticketStatuses } from '@holdfast/shared/model/ticket.ts';
import type { TotalsGroup } from '../../../engine/api/totals.ts';
import type { DayCounts } from './burn-down.ts';
import { ageOf, type TicketAge } from './ticket-ages.ts';

export interface TicketFigures {
  /** How many were made on each day. */
  readonly begun: DayCounts;
  /** How many were ended on each day. Of those of which that was not kept, the day of their last change. */
  readonly ended: DayCounts;
  readonly open: number;
  readonly done: number;
  /** Of those that are open, how many there are of a status and an age. */
  readonly count: (status: TicketStatus, age: TicketAge) => number;
}

/** Statuses in which nothing is to be done any more. */
export const overStatuses: TicketStatus[] = ['resolved', 'closed'];
/** Statuses in which something is to be done. */
export const openStatuses = ticketStatuses.filter((status) => !overStatuses.includes(status));

/**
 * Figures of tickets from groups of them: `made` by status and the day on which they were made, `ended` by the day
 * on which they ended.
 */
export function ticketFigures(
  made: Iterable<TotalsGroup>,
  ended: Iterable<TotalsGroup>,
  today: string,
): TicketFigures {
  const begun = new Map<string, number>();
  const ages = new Map<string, number>();
  let [open, done] = [0, 0];
  for (const { key, count } of made) {
    const [status, day] = key.map(String);
    if (status === undefined || day === undefined) continue;
    add(begun, day, count);
    add(ages, `${status} ${ageOf(day, today)}`, count);
    if (overStatuses.some((one) => one === status)) done += count;
    else open += count;
  }
  const endedOn = new Map<string, number>();
  for (const { key, count } of ended) {
    const [day] = key;
    if (typeof day === 'string') add(endedOn, day, count);
  }
  return { begun, ended: endedOn, open, done, count: (status, age) => ages.get(`${status} ${age}`) ?? 0 };
}

function add(counts: Map<string, number>, key: string, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}
