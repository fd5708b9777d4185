import type { Ticket } from '@holdfast/shared/model/ticket.ts';
import type { TicketChanges } from '@holdfast/shared/mutations/ticket.ts';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../hooks/use-people.ts';
import { refusalOf } from './ticket-changes.ts';

/** Says in words why a change of this ticket is not for this person; nothing where it is. */
export function useTicketRefusal(ticket: Ticket): (changes: TicketChanges) => string | undefined {
  const { t } = useTranslation('tickets');
  const me = useMe();
  return (changes) => {
    const refusal = refusalOf(ticket, me, changes);
    if (refusal === undefined) return undefined;
    const who = refusal.who.charAt(0).toUpperCase() + refusal.who.slice(1);
    return t('only', { who, what: refusal.what });
  };
}
