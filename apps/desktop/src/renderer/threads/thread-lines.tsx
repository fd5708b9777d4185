import { useTranslation } from 'react-i18next';
import { useNow } from '../hooks/use-now.ts';
import { dayWords } from './day-words.ts';
import styles from './thread-list.module.css';

/** On which day what follows was written. */
export function DayLine({ at }: { readonly at: string }) {
  const { t } = useTranslation('threads');
  const words = dayWords(at, useNow(60_000));
  return <p className={styles.day}>{typeof words === 'string' ? t(words) : words.day}</p>;
}

/** From here on one has not read. */
export function NewLine() {
  const { t } = useTranslation('threads');
  return (
    // A feed holds nothing but articles.
    <article>
      <div className={styles.new} role="separator" aria-label={t('new.said')}>
        {t('new')}
      </div>
    </article>
  );
}
