import { useTranslation } from 'react-i18next';
import type { WaitingChange } from '../../../engine/api/state.ts';
import { useNow } from '../../hooks/use-now.ts';
import { useTransfers } from '../../hooks/use-transfers.ts';
import { say } from '../../state/say.ts';
import { clockTime } from '../../ui/times.ts';
import styles from './connection-sheet.module.css';
import { filesOnTheirWay } from './files-on-their-way.ts';

export interface WaitingChangesProps {
  /** The first of them. */
  readonly waiting: readonly WaitingChange[];
  /** How many there are. */
  readonly count: number;
}

/** What this person changed and the server does not have yet. */
export function WaitingChanges({ waiting, count }: WaitingChangesProps) {
  const { t } = useTranslation('connection');
  const now = useNow(60_000);
  const transfers = useTransfers();
  const hasFiles = transfers !== undefined && filesOnTheirWay(transfers) > 0;
  return (
    <section className={styles.changes} aria-label={t('waiting')}>
      <h3>
        {t('waiting')}
        {count > 0 && ` (${count})`}
      </h3>
      {count === 0 && <p className={styles.advice}>{t(hasFiles ? 'waiting.files' : 'waiting.none')}</p>}
      {count > 0 && (
        <ul className={styles.list}>
          {waiting.map((change) => (
            <li key={change.id} className={styles.change}>
              <span className={styles.what}>{say(change.what)}</span>
              <span className={styles.when}>
                {t(`change.${change.state}`)} · {clockTime(change.at, now)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {count > waiting.length && waiting.length > 0 && (
        <p className={styles.advice}>{t('waiting.more', { count: count - waiting.length })}</p>
      )}
    </section>
  );
}
