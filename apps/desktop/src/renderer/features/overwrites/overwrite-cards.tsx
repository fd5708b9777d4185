import type { Json } from '@holdfast/shared/json.ts';
import { activityModel } from '@holdfast/shared/model/activity.ts';
import { type Overwrite, overwriteModel } from '@holdfast/shared/model/overwrite.ts';
import { useLiveQuery, useRow } from '../../hooks/use-live-query.ts';
import { useMutation } from '../../hooks/use-mutation.ts';
import { useMyId } from '../../hooks/use-people.ts';
import { ReplacedCard } from './replaced-card.tsx';
import { SkippedCard } from './skipped-card.tsx';

export interface OverwriteCardsProps {
  /** The row whose fields were replaced. */
  readonly subjectId: string;
  readonly fieldName: (field: string) => string;
  /** A value of a field, as people call it. */
  readonly words: (field: string, value: unknown) => string;
  /** Sets the field again to this person's value. Says whether it was taken. */
  readonly putBack: (field: string, mine: Json) => Promise<boolean>;
}

/**
 * Calm cards in place: one for each own change that somebody replaced without having seen it (S28),
 * and for each field that an undo left because somebody had changed it since (S30).
 */
export function OverwriteCards(props: OverwriteCardsProps) {
  const userId = useMyId();
  const overwrites = useLiveQuery(overwriteModel, {
    where: { subjectId: props.subjectId, userId, seen: false },
    order: [{ column: 'at', direction: 'ascending' }],
    offset: 0,
    limit: 50,
  });
  return overwrites?.rows.map(({ row }) => <OverwriteCard key={row.id} overwrite={row} {...props} />);
}

function OverwriteCard({
  overwrite,
  putBack,
  ...names
}: OverwriteCardsProps & { readonly overwrite: Overwrite }) {
  const activity = useRow(activityModel, overwrite.activityId)?.row;
  const { mutate } = useMutation();
  const seen = () => mutate('overwrite.seen', { id: overwrite.id });
  const back = async (value: Json) => {
    if (await putBack(overwrite.field, value)) await seen();
  };
  const Card = overwrite.kind === 'undo-skipped' ? SkippedCard : ReplacedCard;
  return <Card overwrite={overwrite} activity={activity} back={back} seen={seen} {...names} />;
}
