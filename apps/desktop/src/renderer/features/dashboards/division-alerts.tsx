import { alertModel } from '@holdfast/shared/model/alert.ts';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { AlertLines } from '../alerts/alert-lines.tsx';
import styles from './dashboards.module.css';

const MOST_READ = 1_000;
const MOST_SHOWN = 8;

/** What stands out in a division: the newest of its alerts that last. */
export function DivisionAlerts({ divisionId }: { readonly divisionId: string }) {
  const { t } = useTranslation('dashboards');
  const found = useLiveQuery(alertModel, {
    where: { state: 'raised' },
    order: [{ column: 'raisedAt', direction: 'descending' }],
    offset: 0,
    limit: MOST_READ,
  });
  if (found === undefined) return null;
  const alerts = found.rows.map(({ row }) => row).filter((row) => row.divisionIds.includes(divisionId));
  const more = alerts.length - MOST_SHOWN;
  return (
    <section className={styles.part} aria-label={t('alerts')}>
      <h2>{t('alerts')}</h2>
      {alerts.length === 0 ? (
        <p className={styles.dim}>{t('alerts.none')}</p>
      ) : (
        <AlertLines alerts={alerts.slice(0, MOST_SHOWN)} />
      )}
      {more > 0 && <p className={styles.dim}>{t('alerts.more', { count: more })}</p>}
    </section>
  );
}
