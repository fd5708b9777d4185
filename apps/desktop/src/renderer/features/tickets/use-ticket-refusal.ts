import type { Ticket } from '@holdfast/shared/model/ticket.ts';
import type { TicketChanges } from '@holdfast/shared/mutations/ticket.ts';
import { useMe } from '../../hooks/use-people.ts';
import { sayRefusal } from '../../state/say-problem.ts';
import { refusalOf } from './ticket-changes.ts';

/** Says in words why a change of this ticket is not for this person; nothing where it is. */
export function useTicketRefusal(ticket: Ticket): (changes: TicketChanges) => string | undefined {
  const me = useMe();
  return (changes) => {
    const refusal = refusalOf(ticket, me, changes);
    if (refusal === undefined) return undefined;
    return sayRefusal(refusal.who, refusal.what);
  };
}
