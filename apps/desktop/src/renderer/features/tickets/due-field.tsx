import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { dayOfDue, dueOfDay } from './due-day.ts';
import styles from './due-field.module.css';

export interface DueFieldProps {
  readonly due: string | null;
  readonly refusal: string | undefined;
  readonly onChange: (due: string | null) => void;
}

/** The day by which a ticket is wanted. */
export function DueField({ due, refusal, onChange }: DueFieldProps) {
  const { t } = useTranslation('tickets');
  // The browser keeps the sign of its calendar at the right in every language; the words keep clear of it.
  return (
    <span className={styles.due} dir="ltr">
      <input
        type="date"
        className={styles.day}
        aria-label={t('due')}
        title={refusal}
        aria-description={refusal}
        data-none={due === null || undefined}
        readOnly={refusal !== undefined}
        value={dayOfDue(due)}
        onChange={(event) => {
          const day = event.currentTarget.value;
          if (day !== '') onChange(dueOfDay(day));
        }}
      />
      {due === null && (
        <span className={styles.none} aria-hidden>
          {t('due.none')}
        </span>
      )}
      {due !== null && refusal === undefined && (
        <ActionIcon aria-label={t('due.clear')} title={t('due.clear')} onClick={() => onChange(null)}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      )}
    </span>
  );
}
