import { useTranslation } from 'react-i18next';
import { DayField } from '../../ui/day-field.tsx';
import { dayOfDue, dueOfDay } from './due-day.ts';

export interface DueFieldProps {
  readonly due: string | null;
  readonly refusal: string | undefined;
  readonly onChange: (due: string | null) => void;
}

/** The day by which a ticket is wanted. */
export function DueField({ due, refusal, onChange }: DueFieldProps) {
  const { t } = useTranslation('tickets');
  return (
    <DayField
      label={t('due')}
      day={due === null ? null : dayOfDue(due)}
      refusal={refusal}
      none={t('due.none')}
      clear={t('due.clear')}
      save={(_, day) => onChange(day === null ? null : dueOfDay(day))}
    />
  );
}
