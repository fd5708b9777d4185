import type { Json } from '@holdfast/shared/json.ts';
import { activityModel } from '@holdfast/shared/model/activity.ts';
import { type Overwrite, overwriteModel } from '@holdfast/shared/model/overwrite.ts';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../hooks/use-now.ts';
import { useMyId, usePeople } from '../../hooks/use-people.ts';
import { useRow, useRows } from '../../hooks/use-rows.ts';
import { mutate } from '../../state/mutate.ts';
import { clockTime, exactTime } from '../../ui/times.ts';
import styles from './overwrite-cards.module.css';

export interface OverwriteCardsProps {
  /** The row whose fields were replaced. */
  readonly subjectId: string;
  readonly fieldName: (field: string) => string;
  /** A value of a field, as people call it. */
  readonly words: (field: string, value: unknown) => string;
  /** Sets the field again to this person's value. Says whether it was taken. */
  readonly putBack: (field: string, mine: Json) => Promise<boolean>;
}

/** Calm cards in place for each own change that somebody replaced without having seen it (S28). */
export function OverwriteCards(props: OverwriteCardsProps) {
  const userId = useMyId();
  const overwrites = useRows(overwriteModel, {
    where: { subjectId: props.subjectId, userId, seen: false },
    order: [{ column: 'at', direction: 'ascending' }],
    offset: 0,
    limit: 50,
  });
  return overwrites?.rows.map(({ row }) => <OverwriteCard key={row.id} overwrite={row} {...props} />);
}

interface OverwriteCardProps extends OverwriteCardsProps {
  readonly overwrite: Overwrite;
}

function OverwriteCard({ overwrite, fieldName, words, putBack }: OverwriteCardProps) {
  const { t } = useTranslation('overwrites');
  const now = useNow(60_000);
  const people = usePeople();
  const activity = useRow(activityModel, overwrite.activityId)?.row;
  const change = activity?.changes.find(({ field }) => field === overwrite.field);
  const { field } = overwrite;
  const seen = () => mutate('overwrite.seen', { id: overwrite.id });
  const back = async () => {
    if (change !== undefined && (await putBack(field, change.from))) await seen();
  };
  return (
    <section className={styles.card} aria-label={t('replaced', { field: fieldName(field) })}>
      <p title={exactTime(overwrite.at)}>
        {t('replaced', { field: fieldName(field) })}{' '}
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
        {change !== undefined && <Button onClick={back}>{t('back')}</Button>}
        <Button variant="default" onClick={seen}>
          {t('keep')}
        </Button>
      </div>
    </section>
  );
}
