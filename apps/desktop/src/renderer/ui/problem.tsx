import { useTranslation } from 'react-i18next';
import styles from './problem.module.css';

export interface ProblemProps {
  /** What happened, in plain words. */
  readonly message: string;
  /** What was kept and what to do. */
  readonly kept: string;
}

/** A calm note in place: what was not saved, why, and what was kept. */
export function Problem({ message, kept }: ProblemProps) {
  const { t } = useTranslation();
  return (
    <p className={styles.problem} role="alert">
      {t('problem.kept', { message, kept })}
    </p>
  );
}
