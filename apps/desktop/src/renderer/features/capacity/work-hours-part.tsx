import { usualWeekdays, weekdayHoursSchema, workHoursModel } from '@holdfast/shared/model/work-hours.ts';
import { may, whoMay } from '@holdfast/shared/permissions.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRow } from '../../hooks/use-live-query.ts';
import { useMutation } from '../../hooks/use-mutation.ts';
import { useMe } from '../../hooks/use-people.ts';
import { sayRefusal } from '../../state/say-problem.ts';
import { dateWriter } from '../../ui/locale.ts';
import { Problem } from '../../ui/problem.tsx';
import { WaitingDot } from '../../ui/waiting-dot.tsx';
import styles from './capacity-detail.module.css';
import { plainHours, readHours, writeHours } from './hours-text.ts';

const short = dateWriter({ weekday: 'short', timeZone: 'UTC' });
const long = dateWriter({ weekday: 'long', timeZone: 'UTC' });

/** How many hours somebody works on each day of a usual week. */
export function WorkHoursPart({ userId }: { readonly userId: string }) {
  const { t } = useTranslation('capacity');
  const me = useMe();
  const queried = useRow(workHoursModel, userId);
  const { problem, mutate } = useMutation();
  const was = queried?.row.weekdays ?? usualWeekdays;
  const refusal =
    me === undefined || may(me.role, 'capacity.hours', false)
      ? undefined
      : sayRefusal(whoMay('capacity.hours'), 'set how much somebody works');
  const set = (day: number, hours: number) =>
    mutate('work-hours.set', { id: userId, changes: { weekdays: { was, now: was.with(day, hours) } } });
  const sum = was.reduce((hours, one) => hours + one, 0);
  return (
    <section className={styles.part} aria-label={t('workHours')}>
      <h3>
        {t('workHours')}{' '}
        <span className={styles.dim}>{t('hours.short', { hours: writeHours(sum) || '0' })}</span>
        {queried?.waiting && <WaitingDot />}
      </h3>
      <div className={styles.weekdays}>
        {was.map((hours, day) => (
          <DayHours
            // biome-ignore lint/suspicious/noArrayIndexKey: a day of the week is its place
            key={day}
            day={day}
            hours={hours}
            refusal={refusal}
            onChange={(now) => set(day, now)}
          />
        ))}
      </div>
      {problem !== undefined && <Problem message={problem} kept={t('kept')} />}
    </section>
  );
}

interface DayHoursProps {
  /** 0 for Monday. */
  readonly day: number;
  readonly hours: number;
  readonly refusal: string | undefined;
  readonly onChange: (hours: number) => void;
}

/** Saved when it is left; what is no number of hours is put back. */
function DayHours({ day, hours, refusal, onChange }: DayHoursProps) {
  const [typed, setTyped] = useState<string>();
  const date = new Date(Date.UTC(2024, 0, 1 + day));
  const save = () => {
    const now = typed === undefined ? undefined : readDay(typed);
    setTyped(undefined);
    if (now !== undefined && now !== hours) onChange(now);
  };
  return (
    <label className={styles.weekday}>
      <span className={styles.dim} aria-hidden>
        {short(date)}
      </span>
      <input
        className={styles.field}
        aria-label={long(date)}
        aria-description={refusal}
        title={refusal}
        inputMode="decimal"
        readOnly={refusal !== undefined}
        value={typed ?? (plainHours(hours) || '0')}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setTyped(undefined);
          if (event.key === 'Enter') save();
        }}
      />
    </label>
  );
}

function readDay(typed: string): number | undefined {
  const hours = readHours(typed);
  return hours !== undefined && weekdayHoursSchema.element.safeParse(hours).success ? hours : undefined;
}
