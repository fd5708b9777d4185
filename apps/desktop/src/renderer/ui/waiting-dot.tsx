import { useTranslation } from 'react-i18next';
import styles from './waiting-dot.module.css';

/** The hollow dot on what has changes that the server does not have yet. */
export function WaitingDot() {
  const { t } = useTranslation();
  return <span className={styles.dot} role="img" aria-label={t('waiting')} title={t('waiting')} />;
}
