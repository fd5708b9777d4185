import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '../hooks/use-connection.ts';
import { useEngineStates } from '../state/engine-states.ts';
import { type FirstSyncProgress, firstSyncProgress } from '../state/first-sync.ts';
import { writeNumber } from '../ui/locale.ts';
import styles from './first-sync.module.css';

/** A thin line with a count while everything arrives for the first time. */
export function FirstSync() {
  const session = useEngineStates((state) => state.session);
  const connection = useConnection();
  const progress = firstSyncProgress(session, connection);
  return progress && <Progress {...progress} />;
}

function Progress(progress: FirstSyncProgress) {
  const { t } = useTranslation();
  const { share, isInterrupted } = progress;
  const percent = share === undefined ? undefined : Math.floor(share * 100);
  const words = useWords(progress);
  // Read aloud a few times and not at every row.
  const said =
    percent === undefined ? t('firstSync.short') : t('firstSync.said', { percent: coarse(percent) });
  return (
    <section className={styles.progress} aria-label={t('firstSync.short')}>
      <div
        className={styles.track}
        role="progressbar"
        aria-label={t('firstSync.short')}
        aria-valuetext={words}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        data-state={isInterrupted ? 'waits' : percent === undefined ? 'unknown' : undefined}
      >
        <div className={styles.line} style={{ '--share': `${(share ?? 0) * 100}%` } as CSSProperties} />
      </div>
      <p className={styles.words}>{words}</p>
      <p className="said" role="status">
        {isInterrupted ? t('firstSync.waits') : said}
      </p>
    </section>
  );
}

function useWords({ received, expected, isInterrupted }: FirstSyncProgress): string {
  const { t } = useTranslation();
  const rows = writeNumber(received);
  const all = expected === undefined ? '' : '.of';
  const values = { rows, all: about(expected ?? 0) };
  return isInterrupted ? t(`firstSync.interrupted${all}`, values) : t(`firstSync.running${all}`, values);
}

/** Two figures are enough for a number that may still change. */
function about(count: number): string {
  return writeNumber(Number(count.toPrecision(2)));
}

function coarse(percent: number): number {
  return percent - (percent % 25);
}
