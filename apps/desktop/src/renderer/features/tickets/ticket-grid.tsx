import type { Ticket } from '@holdfast/shared/model/ticket.ts';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../../hooks/use-people.ts';
import { useDetailPlace } from '../../hooks/use-row-place.ts';
import type { WindowedList, WindowedRows } from '../../state/windowed-rows.ts';
import { RowGrid } from '../../ui/row-grid.tsx';
import type { SortColumn } from './ticket-filters.ts';
import styles from './ticket-grid.module.css';
import { TicketRow } from './ticket-row.tsx';

export interface TicketGridProps {
  readonly name: string;
  readonly rows: WindowedRows;
  readonly list: WindowedList;
  readonly sort: SortColumn;
}

/** Tickets, one line each. */
export function TicketGrid({ sort, ...rest }: TicketGridProps) {
  const { t } = useTranslation('tickets');
  const people = usePeople();
  const place = useDetailPlace('ticket');
  return (
    <RowGrid
      {...rest}
      label={t('list')}
      place={place}
      rowClass={styles.row}
      renderRow={({ row, waiting }) => {
        // The engine's ticket rows are of the ticket's schema; it checked them as they came in.
        const ticket = row as Ticket;
        return (
          <TicketRow
            ticket={ticket}
            waiting={waiting}
            assignee={people.get(ticket.assigneeId ?? '')}
            sort={sort}
          />
        );
      }}
    />
  );
}
