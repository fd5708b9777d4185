import type { ReactNode } from 'react';
import styles from './section-bar.module.css';

export interface SectionBarProps {
  /** What narrows the list down. */
  readonly children?: ReactNode;
  /** How many there are, in words. */
  readonly count?: string | undefined;
  /** What can be done. */
  readonly actions?: ReactNode;
}

/** What stands above a list of the administration. */
export function SectionBar({ children, count, actions }: SectionBarProps) {
  return (
    <header className={styles.bar}>
      {children}
      <span className={styles.end}>
        {count !== undefined && <span className={styles.count}>{count}</span>}
        {actions}
      </span>
    </header>
  );
}
