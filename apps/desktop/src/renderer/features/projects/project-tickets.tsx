import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/empty-state.tsx';
import { openNewTicket } from '../tickets/new-ticket-store.ts';
import { TicketList } from '../tickets/ticket-list.tsx';
import styles from './project-page.module.css';

/** The tickets of a project. */
export function ProjectTickets({ projectId }: { readonly projectId: string }) {
  const { t } = useTranslation('projects');
  return (
    <section className={styles.tickets} aria-label={t('tickets')}>
      <TicketList
        name={`project ${projectId}`}
        fixed={{ projectId: [projectId] }}
        empty={
          <EmptyState title={t('tickets.empty')} body={t('tickets.empty.body')}>
            <Button variant="default" onClick={() => openNewTicket(projectId)}>
              {t('tickets.new')}
            </Button>
          </EmptyState>
        }
      />
    </section>
  );
}
