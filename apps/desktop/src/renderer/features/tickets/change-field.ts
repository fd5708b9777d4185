import type { Ticket } from '@holdfast/shared/model/ticket.ts';
import type { TicketField } from './ticket-changes.ts';

/**
 * Saves one field of the ticket on screen. `was` is the value that its author saw, if that is not
 * what is shown now (S27). Says whether it was taken.
 */
export type ChangeField = <Field extends TicketField>(
  field: Field,
  now: Ticket[Field],
  was?: Ticket[Field],
) => Promise<boolean>;

export interface TicketPartProps {
  readonly ticket: Ticket;
  readonly change: ChangeField;
}
