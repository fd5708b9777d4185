import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ConnectionState } from '../../../engine/api/state.ts';
import { useNow } from '../../hooks/use-now.ts';
import { bridge } from '../../state/bridge.ts';
import { sayProblem } from '../../state/say-problem.ts';
import { clockTime } from '../../ui/times.ts';
import styles from './connection-sheet.module.css';

/** Says why the first waiting change is not settled although the connection stands, and what one can do (S32). */
export function StuckNotice({ stuck }: { readonly stuck: NonNullable<ConnectionState['stuck']> }) {
  const { t } = useTranslation('connection');
  const now = useNow(60_000);
  return (
    <section className={styles.notice} aria-label={t('stuck.title')}>
      <h3>{t('stuck.title')}</h3>
      <p>{sayProblem(stuck.why)}</p>
      <p>{sayProblem(stuck.advice)}</p>
      <div className={styles.actions}>
        <Button variant="default" onClick={() => bridge.call('tryNow', {})}>
          {t('tryNow')}
        </Button>
        <span className={styles.when}>{t('stuck.since', { time: clockTime(stuck.since, now) })}</span>
      </div>
    </section>
  );
}
