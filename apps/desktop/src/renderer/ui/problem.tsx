import { useTranslation } from 'react-i18next';
import styles from './problem.module.css';

export interface ProblemProps {
  /** What did not happen, where that is not that something was saved. */
  readonly title?: string;
  /** What happened, in plain words. */
  readonly message: string;
  /** What was kept and what to do. */
  readonly kept: string;
}

/** A calm note in place: what was not saved, why, and what was kept. */
export function Problem({ title, message, kept }: ProblemProps) {
  const { t } = useTranslation();
  return (
    <p className={styles.problem} role="alert">
      {title ?? t('problem.title')} {message} {kept}
    </p>
  );
}
