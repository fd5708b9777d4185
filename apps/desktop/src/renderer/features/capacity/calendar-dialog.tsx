import { divisionModel } from '@holdfast/shared/model/division.ts';
import { type Holiday, holidayModel } from '@holdfast/shared/model/holiday.ts';
import { may, whoMay } from '@holdfast/shared/permissions.ts';
import { ActionIcon, Button, Modal } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllRows } from '../../hooks/use-all-rows.ts';
import { useMutation } from '../../hooks/use-mutation.ts';
import { useMe } from '../../hooks/use-people.ts';
import { newId } from '../../state/new-id.ts';
import { sayRefusal } from '../../state/say-problem.ts';
import { Problem } from '../../ui/problem.tsx';
import { WaitingDot } from '../../ui/waiting-dot.tsx';
import styles from './capacity-detail.module.css';
import { DayInput, ShareInput } from './form-fields.tsx';
import { longDay, todayOf } from './weeks.ts';

/** The days on which people do not work as usual: of everybody, or of one division. */
export function CalendarDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('capacity');
  const { t: ofApp } = useTranslation();
  const me = useMe();
  const canChange = me !== undefined && may(me.role, 'capacity.hours', false);
  const { problem, mutate } = useMutation();
  const holidays = useAllRows(holidayModel, {
    range: { column: 'day', from: `${todayOf(Date.now()).slice(0, 4)}-01-01` },
    order: [{ column: 'day', direction: 'ascending' }],
  });
  const names = useDivisionNames();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('calendar')}
      closeButtonProps={{ 'aria-label': ofApp('dialog.close') }}
    >
      <div className={styles.dialog}>
        <p className={styles.dim}>{t('calendar.hint')}</p>
        {holidays?.length === 0 && <p className={styles.dim}>{t('calendar.none')}</p>}
        <ul className={styles.lines} aria-label={t('calendar')}>
          {holidays?.map(({ row, waiting }) => (
            <li key={row.id} className={styles.line}>
              <HolidayLine holiday={row} division={names.get(row.divisionId ?? '')} />
              {waiting && <WaitingDot />}
              {canChange && (
                <ActionIcon
                  className={styles.end}
                  aria-label={t('calendar.remove', { name: row.name })}
                  title={t('calendar.remove', { name: row.name })}
                  onClick={() => mutate('holiday.remove', { id: row.id })}
                >
                  <IconX size={16} aria-hidden />
                </ActionIcon>
              )}
            </li>
          ))}
        </ul>
        {problem !== undefined && <Problem message={problem} kept={t('kept.typed')} />}
        {canChange ? (
          <HolidayForm
            divisions={names}
            onAdd={(fields) => mutate('holiday.add', { id: newId(), ...fields })}
          />
        ) : (
          <p className={styles.dim}>{sayRefusal(whoMay('capacity.hours'), 'change the calendar')}</p>
        )}
      </div>
    </Modal>
  );
}

function useDivisionNames(): ReadonlyMap<string, string> {
  const divisions = useAllRows(divisionModel, { order: [{ column: 'name', direction: 'ascending' }] });
  return new Map(divisions?.map(({ row }) => [row.id, row.name]));
}

function HolidayLine({
  holiday,
  division,
}: {
  readonly holiday: Holiday;
  readonly division: string | undefined;
}) {
  const { t } = useTranslation('capacity');
  const { day, name, share } = holiday;
  return (
    <>
      <span>{longDay(day)}</span>
      <span className={styles.cut} dir="auto">
        {name}
      </span>
      {share < 100 && <span className={styles.dim}>{t('share.of', { share })}</span>}
      {holiday.divisionId !== null && (
        <span className={styles.dim} dir="auto">
          {division}
        </span>
      )}
    </>
  );
}

type Fields = Pick<Holiday, 'day' | 'name' | 'divisionId' | 'share'>;

interface HolidayFormProps {
  /** Names by id. */
  readonly divisions: ReadonlyMap<string, string>;
  readonly onAdd: (fields: Fields) => Promise<boolean>;
}

function HolidayForm({ divisions, onAdd }: HolidayFormProps) {
  const { t } = useTranslation('capacity');
  const empty: Fields = { day: '', name: '', divisionId: null, share: 100 };
  const [typed, setTyped] = useState(empty);
  const change = (changes: Partial<Fields>) => setTyped((before) => ({ ...before, ...changes }));
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (await onAdd({ ...typed, name: typed.name.trim() })) setTyped(empty);
  };
  return (
    <form className={styles.form} onSubmit={add} aria-label={t('calendar.add')}>
      <DayInput label={t('day')} day={typed.day} onChange={(day) => change({ day })} />
      <ShareInput share={typed.share} onChange={(share) => change({ share })} />
      <label>
        <span>{t('holiday.of')}</span>
        <select
          value={typed.divisionId ?? ''}
          onChange={(event) => change({ divisionId: event.currentTarget.value || null })}
        >
          <option value="">{t('everybody')}</option>
          {[...divisions].map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label className={styles.wide}>
        <span>{t('holiday.name')}</span>
        <input
          type="text"
          required
          dir="auto"
          maxLength={120}
          value={typed.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
      </label>
      <span className={styles.buttons}>
        <Button type="submit" disabled={typed.name.trim() === ''}>
          {t('calendar.add')}
        </Button>
      </span>
    </form>
  );
}
