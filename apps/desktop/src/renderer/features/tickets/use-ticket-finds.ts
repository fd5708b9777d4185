import { ticketModel } from '@holdfast/shared/model/ticket.ts';
import { IconTicket } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Find } from '../../app/feature.ts';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { goTo } from '../../state/route.ts';

/** Tickets by their words or their number, for the palette. */
export function useTicketFinds(words: string): readonly Find[] {
  const { t } = useTranslation('tickets');
  const search = words.trim();
  const found = useLiveQuery(
    ticketModel,
    search === ''
      ? undefined
      : { search, order: [{ column: 'updatedAt', direction: 'descending' }], offset: 0, limit: 8 },
  );
  return (found?.rows ?? []).map(({ row }) => ({
    id: row.id,
    label: row.title,
    hint: `${row.number === null ? t('noNumber') : `#${row.number}`} · ${t(`status.${row.status}`)}`,
    icon: IconTicket,
    open: () => goTo({ screen: 'tickets', detail: { table: 'ticket', id: row.id } }),
  }));
}
