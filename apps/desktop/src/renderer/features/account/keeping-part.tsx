import { useTranslation } from 'react-i18next';
import type { KeyStore } from '../../../preload/shell-calls.ts';
import { useKeyStore } from '../../hooks/use-key-store.ts';
import styles from './account.module.css';

/** Says in plain words where this device keeps the session. */
export function KeepingPart() {
  const { t } = useTranslation('account');
  const keyStore = useKeyStore();
  return (
    <section className={styles.part} aria-label={t('keeping')}>
      <h2>{t('keeping')}</h2>
      {keyStore !== undefined && <p data-text>{t(`keeping.${keepingOf(keyStore)}`)}</p>}
    </section>
  );
}

function keepingOf({ available, keeping }: KeyStore): string {
  if (keeping !== 'memory') return keeping;
  return available ? 'unwritten' : 'memory';
}
