import { ticketModel } from '@holdfast/shared/model/ticket.ts';
import { IconTicket } from '@tabler/icons-react';
import { lazy } from 'react';
import type { Feature } from '../../app/feature.ts';
import { useRow } from '../../hooks/use-live-query.ts';
import { texts } from './texts.ts';
import { TicketsScreen } from './tickets-screen.tsx';
import { TicketsTopBar } from './tickets-top-bar.tsx';
import { useTicketCommands } from './use-ticket-commands.ts';
import { useTicketFinds } from './use-ticket-finds.ts';

const TicketDetail = lazy(async () => ({ default: (await import('./ticket-detail.tsx')).TicketDetail }));
const TicketDialogs = lazy(async () => ({ default: (await import('./ticket-dialogs.tsx')).TicketDialogs }));

export const feature: Feature = {
  name: 'tickets',
  texts,
  rail: [{ screen: 'tickets', icon: IconTicket, order: 20 }],
  screens: { tickets: TicketsScreen },
  details: { ticket: TicketDetail },
  places: { ticket: (id) => ({ screen: 'tickets', detail: { table: 'ticket', id } }) },
  Dialogs: TicketDialogs,
  TopBar: TicketsTopBar,
  useCommands: useTicketCommands,
  useFinds: useTicketFinds,
  useDetailTitle: ({ table, id }) => useRow(ticketModel, table === 'ticket' ? id : undefined)?.row.title,
};
