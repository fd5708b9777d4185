import { useTranslation } from 'react-i18next';
import { usePeople } from '../../hooks/use-people.ts';
import { dayOf } from '../../ui/times.ts';
import { NONE, useTicketChoices } from './choices.tsx';

/** Values of a ticket's fields, as people call them. */
export function useFieldWords(): (field: string, value: unknown) => string {
  const { t } = useTranslation('tickets');
  const choices = useTicketChoices();
  const people = usePeople();
  return (field, value) => {
    if (field === 'due') return typeof value === 'string' ? dayOf(value) : t('due.none');
    const key = typeof value === 'string' ? value : NONE;
    // Somebody who has left is not among the choices any more.
    if (field === 'assigneeId' && people.has(key)) return people.get(key)?.name ?? key;
    const list = Object.entries(choices).find(([name]) => name === field)?.[1];
    return list?.find((choice) => choice.key === key)?.label ?? key;
  };
}
