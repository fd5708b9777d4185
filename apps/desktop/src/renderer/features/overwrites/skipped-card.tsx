import { activityModel } from '@holdfast/shared/model/activity.ts';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { useNow } from '../../hooks/use-now.ts';
import { useMyId, usePeople } from '../../hooks/use-people.ts';
import { clockTime, exactTime } from '../../ui/times.ts';
import type { OverwriteCardProps } from './overwrite-card-props.ts';
import styles from './overwrite-cards.module.css';
import { undoneValue } from './undone-value.ts';

/** How far back one's own change is looked for. */
const MOST_ACTIVITIES = 200;

/** Says that an undo left a field, because somebody had changed it since, and offers to put it back all the same (S30). */
export function SkippedCard({ overwrite, activity, fieldName, words, back, seen }: OverwriteCardProps) {
  const { t } = useTranslation('overwrites');
  const now = useNow(60_000);
  const name = useActorName(activity?.actorId);
  const wanted = useUndoneValue({ overwrite, activity });
  const { field } = overwrite;
  const change = activity?.changes.find((candidate) => candidate.field === field);
  // Long text is told without its values; there is nothing short to name or to put back.
  const isText = change !== undefined && change.from === null && change.to === null;
  const time = clockTime(overwrite.at, now);
  const title = t('skipped', { field: fieldName(field) });
  return (
    <section className={styles.card} aria-label={title}>
      <p title={exactTime(overwrite.at)}>
        {title}.{' '}
        {change !== undefined && (
          <span className={styles.how}>
            {isText
              ? t('skipped.text', { name, time })
              : t('skipped.how', { name, time, value: words(field, change.to) })}
          </span>
        )}
      </p>
      <div className={styles.choices}>
        {wanted !== undefined && !isText && (
          <Button onClick={() => back(wanted.value)}>
            {t('skipped.back', { value: words(field, wanted.value) })}
          </Button>
        )}
        <Button variant="default" onClick={seen}>
          {t('skipped.leave')}
        </Button>
      </div>
    </section>
  );
}

function useActorName(actorId: string | undefined): string {
  const { t } = useTranslation('overwrites');
  const me = useMyId();
  const actor = usePeople().get(actorId ?? '');
  if (actorId === me) return t('skipped.you');
  return actor?.name ?? t('somebody', { ns: 'app' });
}

function useUndoneValue({ overwrite, activity }: Pick<OverwriteCardProps, 'overwrite' | 'activity'>) {
  const me = useMyId();
  const activities = useLiveQuery(activityModel, {
    where: { subjectId: overwrite.subjectId },
    order: [{ column: 'at', direction: 'descending' }],
    offset: 0,
    limit: MOST_ACTIVITIES,
  });
  if (activity === undefined) return undefined;
  return undoneValue(activities?.rows.map(({ row }) => row) ?? [], activity, overwrite.field, me);
}
