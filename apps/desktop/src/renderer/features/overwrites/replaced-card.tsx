import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../hooks/use-now.ts';
import { usePeople } from '../../hooks/use-people.ts';
import { clockTime, exactTime } from '../../ui/times.ts';
import type { OverwriteCardProps } from './overwrite-card-props.ts';
import styles from './overwrite-cards.module.css';

/** Says that somebody replaced a change of one's own without having seen it, with both values (S28). */
export function ReplacedCard({ overwrite, activity, fieldName, words, back, seen }: OverwriteCardProps) {
  const { t } = useTranslation('overwrites');
  const now = useNow(60_000);
  const people = usePeople();
  const { field } = overwrite;
  const change = activity?.changes.find((candidate) => candidate.field === field);
  const title = t('replaced', { field: fieldName(field) });
  return (
    <section className={styles.card} aria-label={title}>
      <p title={exactTime(overwrite.at)}>
        {title}{' '}
        {change !== undefined && (
          <span className={styles.how}>
            {t('replaced.how', {
              mine: words(field, change.from),
              theirs: words(field, change.to),
              time: clockTime(overwrite.at, now),
              name: people.get(activity?.actorId ?? '')?.name ?? t('somebody', { ns: 'app' }),
            })}
          </span>
        )}
      </p>
      <div className={styles.choices}>
        {change !== undefined && <Button onClick={() => back(change.from)}>{t('back')}</Button>}
        <Button variant="default" onClick={seen}>
          {t('keep')}
        </Button>
      </div>
    </section>
  );
}
