import type { TicketStatus } from '@holdfast/shared/model/ticket.ts';
import { useTranslation } from 'react-i18next';
import styles from './status-shape.module.css';

/** A status as a shape and a colour: told apart without either alone. Its name is said and shown on hover. */
export function StatusShape({ status }: { readonly status: TicketStatus }) {
  const { t } = useTranslation('tickets');
  const name = t(`status.${status}`);
  return (
    <svg className={styles[status]} width="16" height="16" viewBox="0 0 16 16" role="img" aria-label={name}>
      <title>{name}</title>
      {shapes[status]}
    </svg>
  );
}

const ring = <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" strokeWidth="1.5" />;

const shapes: Record<TicketStatus, React.ReactNode> = {
  open: ring,
  in_progress: (
    <>
      {ring}
      <path d="M8 5a3 3 0 0 1 0 6z" fill="currentColor" stroke="currentColor" strokeWidth="0.5" />
    </>
  ),
  waiting: (
    <>
      {ring}
      <path d="M6.5 6v4M9.5 6v4" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
    </>
  ),
  resolved: (
    <>
      <circle cx="8" cy="8" r="6.25" fill="currentColor" />
      <path
        d="m5.4 8.2 1.8 1.8 3.4-3.8"
        fill="none"
        stroke="var(--ground)"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
  closed: (
    <>
      <rect
        x="2.5"
        y="2.5"
        width="11"
        height="11"
        rx="3"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
      />
      <path
        d="m5.6 8.2 1.6 1.6 3.2-3.6"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
};
