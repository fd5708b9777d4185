import type { Ticket } from '@holdfast/shared/model/ticket.ts';
import type { User } from '@holdfast/shared/model/user.ts';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useUnreadOf } from '../../hooks/use-unread.ts';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { UnreadCount } from '../../ui/unread-count.tsx';
import { WaitingDot } from '../../ui/waiting-dot.tsx';
import { PriorityBars } from './priority-bars.tsx';
import { StatusShape } from './status-shape.tsx';
import type { SortColumn } from './ticket-filters.ts';
import styles from './ticket-row.module.css';

export interface TicketRowProps {
  readonly ticket: Ticket;
  readonly waiting: boolean;
  readonly assignee: User | undefined;
  /** The time that the list is sorted by is the one that it shows. */
  readonly sort: SortColumn;
}

/** What a ticket is in one line of a list. */
export const TicketRow = memo(({ ticket, waiting, assignee, sort }: TicketRowProps) => (
  <>
    <span role="gridcell" className={styles.shape}>
      <StatusShape status={ticket.status} />
    </span>
    <span role="gridcell" className={styles.number}>
      <TicketNumber number={ticket.number} />
    </span>
    <span role="gridcell" className={styles.title} title={ticket.title} dir="auto">
      {ticket.title}
    </span>
    <span role="gridcell" className={styles.mark}>
      <UnreadComments ticketId={ticket.id} />
      {waiting && <WaitingDot />}
    </span>
    <span role="gridcell" className={styles.shape}>
      <PriorityBars priority={ticket.priority} />
    </span>
    <span role="gridcell" className={styles.assignee}>
      <Assignee assignee={assignee} />
    </span>
    <span role="gridcell" className={styles.age}>
      <TicketTime ticket={ticket} sort={sort} />
    </span>
  </>
));

/** Comments of others that one has not read: on tickets that one made, looks after or watches. */
function UnreadComments({ ticketId }: { readonly ticketId: string }) {
  return <UnreadCount count={useUnreadOf(ticketId)} />;
}

export function TicketNumber({ number }: { readonly number: number | null }) {
  const { t } = useTranslation('tickets');
  return number === null ? t('noNumber') : `#${number}`;
}

function Assignee({ assignee }: { readonly assignee: User | undefined }) {
  const { t } = useTranslation('tickets');
  const name = assignee?.name ?? t('assigneeId.none');
  return (
    <span className={styles.person} title={`${t('assigneeId')}: ${name}`}>
      <PersonAvatar person={assignee} />
      <span className={assignee === undefined ? styles.nobody : styles.name}>{name}</span>
    </span>
  );
}

function TicketTime({ ticket, sort }: { readonly ticket: Ticket; readonly sort: SortColumn }) {
  const { t } = useTranslation('tickets');
  if (sort === 'due') return ticket.due === null ? null : <RelativeTime at={ticket.due} what={t('due')} />;
  if (sort === 'updatedAt') return <RelativeTime at={ticket.updatedAt} what={t('updated')} />;
  return <RelativeTime at={ticket.createdAt} what={t('created')} />;
}
