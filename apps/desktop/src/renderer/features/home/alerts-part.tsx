import { useTranslation } from 'react-i18next';
import { goTo } from '../../state/route.ts';
import { AlertLines } from '../alerts/alert-lines.tsx';
import { useAlerts, useOpenAlertCount } from '../alerts/use-alerts.ts';
import styles from './home.module.css';
import { HomePart } from './home-part.tsx';

const MOST = 5;
/** Of the newest some may be put off. */
const READ = 50;

/** The newest alerts that wait for somebody. */
export function AlertsPart() {
  const { t } = useTranslation('home');
  const { alerts, isEmpty } = useAlerts('open', READ);
  const count = useOpenAlertCount();
  const more = { label: t('alerts.all', { count }), go: () => goTo({ screen: 'alerts' }) };
  return (
    <HomePart title={t('alerts')} {...(count > MOST && { more })}>
      {isEmpty && <p className={styles.dim}>{t('alerts.none')}</p>}
      <AlertLines alerts={alerts.slice(0, MOST)} />
    </HomePart>
  );
}
