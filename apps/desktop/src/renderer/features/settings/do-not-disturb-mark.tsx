import { IconBellOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../hooks/use-now.ts';
import { clockTime } from '../../ui/times.ts';
import styles from './settings-place.module.css';
import { useDoNotDisturb } from './use-do-not-disturb.ts';

/** Stands beside one's name while one does not want to be disturbed. */
export function DoNotDisturbMark() {
  const { t } = useTranslation('settings');
  const { until } = useDoNotDisturb();
  const now = useNow(60_000);
  if (until === undefined) return null;
  const label = t('dnd.until', { time: clockTime(until, now) });
  return (
    <span className={styles.mark} title={label}>
      <IconBellOff size={16} role="img" aria-label={label} />
    </span>
  );
}
