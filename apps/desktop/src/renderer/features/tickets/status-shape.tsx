import type { TicketStatus } from '@holdfast/shared/model/ticket.ts';
import { useTranslation } from 'react-i18next';
import { doneShape, restingShape, ringShape, underWayShape } from '../../ui/state-shapes.tsx';
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

const shapes: Record<TicketStatus, React.ReactNode> = {
  open: ringShape,
  in_progress: underWayShape,
  waiting: restingShape,
  resolved: doneShape,
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
