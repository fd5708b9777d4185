import { ticketModel } from '@holdfast/shared/model/ticket.ts';
import { useMemo } from 'react';
import { useTotals } from '../../hooks/use-totals.ts';
import { overStatuses, type TicketFigures, ticketFigures } from './ticket-figures.ts';

/** Whose tickets are counted. */
export type TicketsOf = { readonly projectId: string } | { readonly divisionId: string };

/** Figures of tickets, counted by the engine and kept up to date. Nothing until its first answer. */
export function useTicketFigures(of: TicketsOf, today: string): TicketFigures | undefined {
  const made = useTotals(ticketModel, {
    by: [{ column: 'status' }, { column: 'createdAt', as: 'day' }],
    where: { ...of },
  });
  const ended = useTotals(ticketModel, {
    by: [{ column: 'endedAt', as: 'day' }],
    where: { ...of, status: overStatuses },
  });
  const lost = useTotals(ticketModel, {
    by: [{ column: 'updatedAt', as: 'day' }],
    where: { ...of, status: overStatuses, endedAt: null },
  });
  return useMemo(() => {
    if (made === undefined || ended === undefined || lost === undefined) return undefined;
    return ticketFigures(made.values(), [...ended.values(), ...lost.values()], today);
  }, [made, ended, lost, today]);
}
