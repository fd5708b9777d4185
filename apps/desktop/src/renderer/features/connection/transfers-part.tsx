import { useTranslation } from 'react-i18next';
import { useTransfers } from '../../hooks/use-transfers.ts';
import styles from './connection-sheet.module.css';
import { TransferList } from './transfer-list.tsx';

/** The files that are on their way, and what can be done about each; nothing where there are none. */
export function TransfersPart() {
  const { t } = useTranslation('connection');
  const transfers = useTransfers();
  if (transfers === undefined || transfers.list.length === 0) return null;
  const { list, sending, receiving } = transfers;
  const more = sending.files + receiving.files - list.length;
  return (
    <section className={styles.changes} aria-label={t('files')}>
      <h3>{t('files')}</h3>
      <TransferList label={t('files')} transfers={list} />
      {more > 0 && <p className={styles.advice}>{t('files.more', { count: more })}</p>}
    </section>
  );
}
