import { type Ticket, ticketModel } from '@holdfast/shared/model/ticket.ts';
import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { useMyId } from '../../hooks/use-people.ts';
import { showRow } from '../../state/places.ts';
import { goTo } from '../../state/route.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { WaitingDot } from '../../ui/waiting-dot.tsx';
import { PriorityBars } from '../tickets/priority-bars.tsx';
import { StatusShape } from '../tickets/status-shape.tsx';
import { TicketNumber } from '../tickets/ticket-row.tsx';
import styles from './home.module.css';
import { HomePart } from './home-part.tsx';

const MOST = 7;

/** What one looks after and has not ended, the most urgent first. */
export function MyWorkPart() {
  const { t } = useTranslation('home');
  const assigneeId = useMyId();
  const found = useLiveQuery(ticketModel, {
    where: { assigneeId, status: ['open', 'in_progress', 'waiting'] },
    order: [
      { column: 'priority', direction: 'descending' },
      { column: 'updatedAt', direction: 'descending' },
    ],
    offset: 0,
    limit: MOST,
  });
  if (found === undefined) return null;
  const more = { label: t('work.all', { count: found.total }), go: () => goTo({ screen: 'my-work' }) };
  return (
    <HomePart title={t('work')} {...(found.total > MOST && { more })}>
      {found.total === 0 && <p className={styles.dim}>{t('work.none')}</p>}
      <ul className={styles.list}>
        {found.rows.map(({ row, waiting }) => (
          <li key={row.id}>
            <UnstyledButton className={styles.row} onClick={() => showRow('ticket', row.id)}>
              <TicketLine ticket={row} />
              {waiting && <WaitingDot />}
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </HomePart>
  );
}

function TicketLine({ ticket }: { readonly ticket: Ticket }) {
  const { t } = useTranslation('tickets');
  const { status, number, title, priority, due, updatedAt } = ticket;
  return (
    <>
      <StatusShape status={status} />
      <span className={styles.number}>
        <TicketNumber number={number} />
      </span>
      <span className={styles.name} title={title} dir="auto">
        {title}
      </span>
      <PriorityBars priority={priority} />
      <span className={styles.age}>
        {due === null ? (
          <RelativeTime at={updatedAt} what={t('updated')} />
        ) : (
          <RelativeTime at={due} what={t('due')} />
        )}
      </span>
    </>
  );
}
