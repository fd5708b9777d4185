import { ticketModel } from '@holdfast/shared/model/ticket.ts';
import { useForgetLost } from '../../hooks/use-forget-lost.ts';
import { NewTicketDialog } from './new-ticket-dialog.tsx';
import { descriptionDraft } from './ticket-drafts.ts';

/** What of tickets is there on every screen. */
export function TicketDialogs() {
  useForgetLost(ticketModel, descriptionDraft);
  return <NewTicketDialog />;
}
