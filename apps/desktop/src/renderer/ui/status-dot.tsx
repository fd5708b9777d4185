import type { PersonStatus } from '@holdfast/shared/protocol/presence.ts';
import styles from './status-dot.module.css';

/** How a person is, as a shape and a colour: full when online, half when idle, hollow when offline. It says nothing to screen readers. */
export function StatusDot({ status }: { readonly status: PersonStatus }) {
  return (
    <svg className={styles.dot} viewBox="0 0 10 10" data-status={status} aria-hidden>
      <circle cx="5" cy="5" r="4" />
      {status === 'idle' && <path d="M5 1 A4 4 0 0 0 5 9 Z" />}
    </svg>
  );
}
