import type { Ticket, TicketStatus } from '@holdfast/shared/model/ticket.ts';
import type { User } from '@holdfast/shared/model/user.ts';
import { isOwnTicket, permissionsFor, type TicketChanges } from '@holdfast/shared/mutations/ticket.ts';
import { may, whoMay } from '@holdfast/shared/permissions.ts';

export type TicketField = keyof TicketChanges;

/** A change of one field, with the value that its author saw (S27). */
export function changeOfField<Field extends TicketField>(
  ticket: Ticket,
  field: Field,
  now: Ticket[Field],
): TicketChanges {
  return { [field]: { was: ticket[field], now } };
}

export interface Refusal {
  /** "only the desk" */
  readonly who: string;
  /** "assign tickets" */
  readonly what: string;
}

/**
 * Why this person may not make this change, by the rules that the server goes by, or nothing where
 * they may. Before the directory has arrived nobody is stopped: the server decides in any case.
 */
export function refusalOf(ticket: Ticket, me: User | undefined, changes: TicketChanges): Refusal | undefined {
  if (me === undefined) return undefined;
  const isOwn = isOwnTicket(ticket, me.id);
  const missing = permissionsFor(changes).find(({ permission }) => !may(me.role, permission, isOwn));
  return missing && { who: whoMay(missing.permission), what: missing.what };
}

export function hasEnded(status: TicketStatus): boolean {
  return status === 'resolved' || status === 'closed';
}
