import type { Activity } from '@holdfast/shared/model/activity.ts';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../../hooks/use-people.ts';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import type { ActivityEntry } from './activity-entries.ts';
import styles from './activity-item.module.css';
import { useFieldWords } from './use-field-words.ts';

type FieldActivity = Activity['changes'][number];

/** What somebody did, folded: one change in words, more of them as a number that opens. */
export function ActivityItem({ activities, at }: Pick<ActivityEntry, 'activities' | 'at'>) {
  const { t } = useTranslation('tickets');
  const [first] = activities;
  const actor = usePeople().get(first?.actorId ?? '');
  const words = useChangeWords();
  const changes = activities.flatMap((activity) => activity.changes);
  const name = actor?.name ?? t('somebody', { ns: 'app' });
  const [only, ...more] = changes;
  return (
    <div className={styles.activity}>
      <PersonAvatar person={actor} />
      {first?.kind === 'created' && <span>{t('stream.created', { name })}</span>}
      {first?.kind === 'changed' && only !== undefined && more.length === 0 && (
        <span className={styles.what}>{t('stream.changed', { name, field: words(only) })}</span>
      )}
      {first?.kind === 'changed' && more.length > 0 && (
        <details className={styles.fold}>
          <summary>{t('stream.changed.many', { name, count: changes.length })}</summary>
          <ul className={styles.changes}>
            {activities.flatMap((activity) =>
              activity.changes.map((change) => (
                <li key={`${activity.id} ${change.field}`}>{words(change)}</li>
              )),
            )}
          </ul>
        </details>
      )}
      <span className={styles.at}>
        <RelativeTime at={at} />
      </span>
    </div>
  );
}

function useChangeWords(): (change: FieldActivity) => string {
  const { t } = useTranslation('tickets');
  const words = useFieldWords();
  return ({ field, from, to }) => {
    const name = t(field);
    // Long text is named without its values.
    if (field === 'description') return t('stream.text', { field: name });
    return t('stream.change', { field: name, from: words(field, from), to: words(field, to) });
  };
}
