import type { QuietHours } from '@holdfast/shared/quiet-hours.ts';
import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { dateWriter } from '../../ui/locale.ts';
import styles from './quiet-time-row.module.css';

type QuietTime = QuietHours['times'][number];

export interface QuietTimeRowProps {
  readonly time: QuietTime;
  readonly onChange: (time: QuietTime) => void;
  readonly onRemove: () => void;
}

/** Days of the week as numbers, Monday first. */
const week = [1, 2, 3, 4, 5, 6, 0];
const short = dateWriter({ weekday: 'short', timeZone: 'UTC' });
const long = dateWriter({ weekday: 'long', timeZone: 'UTC' });

/** On which days quiet hours begin, and from when to when. */
export function QuietTimeRow({ time, onChange, onRemove }: QuietTimeRowProps) {
  const { t } = useTranslation('settings');
  const { days, from, to } = time;
  const toggle = (day: number) =>
    onChange({
      ...time,
      days: days.includes(day) ? days.filter((one) => one !== day) : [...days, day].sort(),
    });
  return (
    <div className={styles.row} role="group" aria-label={t('quiet.line')}>
      <span className={styles.days}>
        {week.map((day) => (
          <UnstyledButton
            key={day}
            className={styles.day}
            title={long(someDay(day))}
            aria-pressed={days.includes(day)}
            onClick={() => toggle(day)}
          >
            {short(someDay(day))}
          </UnstyledButton>
        ))}
      </span>
      <span className={styles.times}>
        <TimeField
          label={t('quiet.from')}
          time={from}
          onChange={(next) => onChange({ ...time, from: next })}
        />
        <span aria-hidden>–</span>
        <TimeField label={t('quiet.to')} time={to} onChange={(next) => onChange({ ...time, to: next })} />
        {to <= from && <span className={styles.next}>{t('quiet.next')}</span>}
      </span>
      <Tooltip label={t('quiet.remove')}>
        <ActionIcon className={styles.remove} aria-label={t('quiet.remove')} onClick={onRemove}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
      {days.length === 0 && <p className={styles.never}>{t('quiet.never')}</p>}
    </div>
  );
}

interface TimeFieldProps {
  readonly label: string;
  readonly time: string;
  readonly onChange: (time: string) => void;
}

/** Taken when it is left: while one types it, it passes through times that are not meant. */
function TimeField({ label, time, onChange }: TimeFieldProps) {
  return (
    <input
      key={time}
      className={styles.time}
      type="time"
      aria-label={label}
      defaultValue={time}
      onBlur={({ currentTarget: { value } }) => value !== '' && value !== time && onChange(value)}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
    />
  );
}

/** A day of that number: the first of January 2023 was a Sunday. */
function someDay(day: number): Date {
  return new Date(Date.UTC(2023, 0, 1 + day));
}
