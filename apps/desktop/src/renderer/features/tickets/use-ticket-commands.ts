import { ticketModel } from '@holdfast/shared/model/ticket.ts';
import { IconCheck, IconPlus, IconSearch, IconUserPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Command } from '../../app/feature.ts';
import { useRow } from '../../hooks/use-live-query.ts';
import { useMutation } from '../../hooks/use-mutation.ts';
import { useMe } from '../../hooks/use-people.ts';
import { useRoute } from '../../state/route.ts';
import { openNewTicket } from './new-ticket-store.ts';
import { focusSearch } from './search-box.tsx';
import { changeOfField, hasEnded, refusalOf } from './ticket-changes.ts';

/** What can be done about tickets anywhere, and about the one that is open. */
export function useTicketCommands(): readonly Command[] {
  const { t } = useTranslation('tickets');
  const openId = useRoute(({ route }) => (route.detail?.table === 'ticket' ? route.detail.id : undefined));
  const ticket = useRow(ticketModel, openId)?.row;
  const me = useMe();
  const { mutate } = useMutation();
  const always: Command[] = [
    { id: 'new ticket', label: t('new'), keys: 'C', icon: IconPlus, run: () => openNewTicket() },
    { id: 'search tickets', label: t('search'), keys: '/', icon: IconSearch, run: focusSearch },
  ];
  if (ticket === undefined || me === undefined) return always;
  const next = hasEnded(ticket.status) ? 'open' : 'closed';
  const assign = changeOfField(ticket, 'assigneeId', me.id);
  const end = changeOfField(ticket, 'status', next);
  const allowed = (changes: typeof end) => refusalOf(ticket, me, changes) === undefined;
  const save = (changes: typeof end) => () => mutate('ticket.update', { id: ticket.id, changes });
  const label = t(next === 'open' ? 'reopen' : 'close');
  return [
    ...always,
    ...(ticket.assigneeId !== me.id && allowed(assign)
      ? [{ id: 'assign to me', label: t('assignToMe'), keys: 'I', icon: IconUserPlus, run: save(assign) }]
      : []),
    ...(allowed(end) ? [{ id: 'end ticket', label, keys: 'D', icon: IconCheck, run: save(end) }] : []),
  ];
}
