import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './capacity-detail.module.css';
import { DayInput, ShareInput } from './form-fields.tsx';

export interface AbsenceFields {
  readonly startsOn: string;
  /** The last day. */
  readonly endsOn: string;
  /** How much of each day, in percent. */
  readonly share: number;
  readonly note: string;
}

export interface AbsenceFormProps {
  readonly fields: AbsenceFields;
  readonly onSave: (fields: AbsenceFields) => Promise<void>;
  readonly onCancel: () => void;
}

/** From when to when somebody is away, and how much of each day. */
export function AbsenceForm({ fields, onSave, onCancel }: AbsenceFormProps) {
  const { t } = useTranslation('capacity');
  const [typed, setTyped] = useState(fields);
  const change = (changes: Partial<AbsenceFields>) => setTyped((before) => ({ ...before, ...changes }));
  const begin = (startsOn: string) =>
    change({ startsOn, ...(typed.endsOn < startsOn ? { endsOn: startsOn } : {}) });
  const save = (event: FormEvent) => {
    event.preventDefault();
    void onSave({ ...typed, note: typed.note.trim() });
  };
  return (
    <form className={styles.form} onSubmit={save} aria-label={t('absence')}>
      <DayInput label={t('from')} day={typed.startsOn} onChange={begin} />
      <DayInput
        label={t('until')}
        day={typed.endsOn}
        min={typed.startsOn}
        onChange={(endsOn) => change({ endsOn })}
      />
      <ShareInput share={typed.share} onChange={(share) => change({ share })} />
      <label className={styles.wide}>
        <span>{t('note')}</span>
        <input
          type="text"
          dir="auto"
          maxLength={120}
          value={typed.note}
          onChange={(event) => change({ note: event.currentTarget.value })}
        />
      </label>
      <span className={styles.buttons}>
        <Button variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button type="submit">{t('save')}</Button>
      </span>
    </form>
  );
}
