import { type TicketPriority, ticketPriorities } from '@holdfast/shared/model/ticket.ts';
import { useTranslation } from 'react-i18next';
import styles from './priority-bars.module.css';

/** A priority as bars and a colour. Its name is said and shown on hover. */
export function PriorityBars({ priority }: { readonly priority: TicketPriority }) {
  const { t } = useTranslation('tickets');
  const name = `${t('priority')}: ${t(`priority.${priority}`)}`;
  const filled = ticketPriorities.indexOf(priority);
  return (
    <svg className={styles[priority]} width="16" height="16" viewBox="0 0 16 16" role="img" aria-label={name}>
      <title>{name}</title>
      {[0, 1, 2, 3].map((bar) => (
        <rect
          key={bar}
          x={1 + bar * 3.75}
          y={10.5 - bar * 2.75}
          width="2.5"
          height={3.5 + bar * 2.75}
          rx="1"
          className={bar <= filled ? styles.filled : styles.empty}
        />
      ))}
    </svg>
  );
}
