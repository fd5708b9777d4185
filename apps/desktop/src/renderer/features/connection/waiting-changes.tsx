import { useTranslation } from 'react-i18next';
import type { WaitingChange } from '../../../engine/api/state.ts';
import { useNow } from '../../hooks/use-now.ts';
import { clockTime } from '../../ui/times.ts';
import styles from './connection-sheet.module.css';

/** More than this are counted, not listed. */
const LISTED = 100;

/** What this person changed and the server does not have yet. */
export function WaitingChanges({ waiting }: { readonly waiting: readonly WaitingChange[] }) {
  const { t } = useTranslation('connection');
  const now = useNow(60_000);
  return (
    <section className={styles.changes} aria-label={t('waiting')}>
      <h3>
        {t('waiting')}
        {waiting.length > 0 && ` (${waiting.length})`}
      </h3>
      {waiting.length === 0 && <p className={styles.advice}>{t('waiting.none')}</p>}
      {waiting.length > 0 && (
        <ul className={styles.list}>
          {waiting.slice(0, LISTED).map((change) => (
            <li key={change.id} className={styles.change}>
              <span className={styles.what}>{change.what}</span>
              <span className={styles.when}>
                {t(`change.${change.state}`)} · {clockTime(change.at, now)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
