import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsFirstSync } from '../hooks/use-first-sync.ts';
import styles from './empty-state.module.css';

export interface EmptyStateProps {
  /** What belongs here. */
  readonly title: string;
  readonly body?: string;
  /** The one next step. */
  readonly children?: ReactNode;
}

export function EmptyState({ title, body, children }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <h2 className={styles.title}>{title}</h2>
      {body && <p className={styles.body}>{body}</p>}
      {children && <div className={styles.step}>{children}</div>}
    </div>
  );
}

/** What a list shows where it has nothing; while everything arrives for the first time, that it is on its way. */
export function Empty({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const isFirstSync = useIsFirstSync();
  return isFirstSync ? <EmptyState title={t('arriving.title')} body={t('arriving.body')} /> : children;
}
