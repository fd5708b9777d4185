import type { ReactNode } from 'react';
import styles from './project-fields.module.css';

/** One field with its name. */
export function Field({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={styles.field}>
      <dt className={styles.label}>{label}</dt>
      <dd className={styles.content}>{children}</dd>
    </div>
  );
}
