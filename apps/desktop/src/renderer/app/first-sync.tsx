import { useTranslation } from 'react-i18next';
import { useEngineStates } from '../state/engine-states.ts';
import styles from './first-sync.module.css';

/** A thin line with a count while everything arrives for the first time. */
export function FirstSync() {
  const { t } = useTranslation();
  const session = useEngineStates((state) => state.session);
  const received = useEngineStates((state) => state.connection?.received);
  if (session?.state !== 'signed-in' || !session.firstSync || received === undefined) return null;
  return (
    <div className={styles.progress} role="status">
      <div className={styles.line} />
      <p className={styles.words}>{t('firstSync', { rows: received.toLocaleString('en') })}</p>
    </div>
  );
}
