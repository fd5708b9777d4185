import type { Json } from '@holdfast/shared/json.ts';
import { type Alert, alertSchema } from '@holdfast/shared/model/alert.ts';
import { useTranslation } from 'react-i18next';
import { useMutation } from '../../hooks/use-mutation.ts';
import { usePeople } from '../../hooks/use-people.ts';
import { exactTime } from '../../ui/times.ts';
import { OverwriteCards } from '../overwrites/overwrite-cards.tsx';

const handledSchema = alertSchema
  .pick({ acknowledgedBy: true, snoozedUntil: true, assigneeId: true })
  .partial();

/** What this person did about an alert and somebody replaced without having seen it. */
export function AlertOverwrites({ alert }: { readonly alert: Alert }) {
  const { t } = useTranslation('alerts');
  const people = usePeople();
  const { mutate } = useMutation();
  const words = (field: string, value: unknown) => {
    if (typeof value !== 'string') return t('value.none');
    if (field === 'snoozedUntil') return exactTime(value);
    return people.get(value)?.name ?? t('somebody', { ns: 'app' });
  };
  const putBack = (field: string, mine: Json) =>
    mutate('alert.update', { id: alert.id, changes: changesTo(alert, { [field]: mine }) });
  return (
    <OverwriteCards
      subjectId={alert.id}
      fieldName={(field) => t(`field.${field}`, { ns: 'changes' })}
      words={words}
      putBack={putBack}
    />
  );
}

/** What makes an alert have these values. */
function changesTo(alert: Alert, values: Readonly<Record<string, Json>>) {
  const { acknowledgedBy, snoozedUntil, assigneeId } = handledSchema.parse(values);
  return {
    ...(acknowledgedBy !== undefined && {
      acknowledgedBy: { was: alert.acknowledgedBy, now: acknowledgedBy },
    }),
    ...(snoozedUntil !== undefined && { snoozedUntil: { was: alert.snoozedUntil, now: snoozedUntil } }),
    ...(assigneeId !== undefined && { assigneeId: { was: alert.assigneeId, now: assigneeId } }),
  };
}
