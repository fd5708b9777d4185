import { type TicketStatus, ticketModel, ticketStatuses } from '@holdfast/shared/model/ticket.ts';
import { useMemo } from 'react';
import type { Totals } from '../../../engine/api/totals.ts';
import { useTotals } from '../../hooks/use-totals.ts';
import type { DayCounts } from './burn-down.ts';
import { ageOf, type TicketAge } from './ticket-ages.ts';

/** Whose tickets are counted. */
export type TicketsOf = { readonly projectId: string } | { readonly divisionId: string };

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

const over: TicketStatus[] = ['resolved', 'closed'];
/** Statuses in which something is to be done. */
export const openStatuses = ticketStatuses.filter((status) => !over.includes(status));

/** Figures of tickets, counted by the engine and kept up to date. Nothing until its first answer. */
export function useTicketFigures(of: TicketsOf, today: string): TicketFigures | undefined {
  const made = useTotals(ticketModel, {
    by: [{ column: 'status' }, { column: 'createdAt', as: 'day' }],
    where: { ...of },
  });
  const ended = useTotals(ticketModel, {
    by: [{ column: 'endedAt', as: 'day' }],
    where: { ...of, status: over },
  });
  const lost = useTotals(ticketModel, {
    by: [{ column: 'updatedAt', as: 'day' }],
    where: { ...of, status: over, endedAt: null },
  });
  return useMemo(() => {
    if (made === undefined || ended === undefined || lost === undefined) return undefined;
    return figuresOf(made, [ended, lost], today);
  }, [made, ended, lost, today]);
}

function figuresOf(made: Totals, ends: readonly Totals[], today: string): TicketFigures {
  const begun = new Map<string, number>();
  const ages = new Map<string, number>();
  let [open, done] = [0, 0];
  for (const { key, count } of made.values()) {
    const [status, day] = key.map(String);
    if (status === undefined || day === undefined) continue;
    add(begun, day, count);
    add(ages, `${status} ${ageOf(day, today)}`, count);
    if (over.some((one) => one === status)) done += count;
    else open += count;
  }
  const ended = new Map<string, number>();
  for (const { key, count } of ends.flatMap((totals) => [...totals.values()])) {
    const [day] = key;
    if (typeof day === 'string') add(ended, day, count);
  }
  return { begun, ended, open, done, count: (status, age) => ages.get(`${status} ${age}`) ?? 0 };
}

function add(counts: Map<string, number>, key: string, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}
