import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/empty-state.tsx';
import { openNewTicket } from './new-ticket-store.ts';
import { TicketList } from './ticket-list.tsx';

/** Under which the list of all tickets remembers itself. */
export const TICKETS_LIST = 'tickets';

/** Every ticket that this person may see. */
export function TicketsScreen() {
  const { t } = useTranslation('tickets');
  return (
    <TicketList
      name={TICKETS_LIST}
      fixed={{}}
      empty={
        <EmptyState title={t('empty.title')} body={t('empty.body')}>
          <Button onClick={() => openNewTicket()}>{t('new')}</Button>
        </EmptyState>
      }
    />
  );
}
