import { type Absence, absenceModel } from '@holdfast/shared/model/absence.ts';
import { may, whoMay } from '@holdfast/shared/permissions.ts';
import { ActionIcon, Button } from '@mantine/core';
import { IconPencil, IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllRows } from '../../hooks/use-all-rows.ts';
import { useMutation } from '../../hooks/use-mutation.ts';
import { useMe } from '../../hooks/use-people.ts';
import { newId } from '../../state/new-id.ts';
import { sayRefusal } from '../../state/say-problem.ts';
import { Problem } from '../../ui/problem.tsx';
import { WaitingDot } from '../../ui/waiting-dot.tsx';
import { type AbsenceFields, AbsenceForm } from './absence-form.tsx';
import styles from './capacity-detail.module.css';
import { shortDay, todayOf } from './weeks.ts';

export interface AbsencesPartProps {
  readonly userId: string;
  /** The week that is looked at: a new absence begins with it. */
  readonly week: string;
}

/** When somebody is away, from this week or the one that is looked at on. */
export function AbsencesPart({ userId, week }: AbsencesPartProps) {
  const { t } = useTranslation('capacity');
  const me = useMe();
  const today = todayOf(Date.now());
  const absences = useAllRows(absenceModel, {
    where: { userId },
    range: { column: 'endsOn', from: week < today ? week : today },
    order: [{ column: 'startsOn', direction: 'ascending' }],
  });
  const { problem, mutate } = useMutation();
  const [editing, setEditing] = useState<string>();
  const canChange = me !== undefined && may(me.role, 'absence.change', me.id === userId);
  const add = async (fields: AbsenceFields) => {
    if (await mutate('absence.add', { id: newId(), userId, ...fields })) setEditing(undefined);
  };
  return (
    <section className={styles.part} aria-label={t('absences')}>
      <h3>{t('absences')}</h3>
      {absences?.length === 0 && <p className={styles.dim}>{t('absences.none')}</p>}
      <ul className={styles.lines}>
        {absences?.map(({ row, waiting }) => (
          <li key={row.id}>
            {editing === row.id ? (
              <ChangeAbsence absence={row} mutate={mutate} onDone={() => setEditing(undefined)} />
            ) : (
              <AbsenceLine
                absence={row}
                waiting={waiting}
                canChange={canChange}
                onEdit={() => setEditing(row.id)}
                onRemove={() => mutate('absence.remove', { id: row.id })}
              />
            )}
          </li>
        ))}
      </ul>
      {editing === 'new' && (
        <AbsenceForm
          fields={{ startsOn: week, endsOn: week, share: 100, note: '' }}
          onSave={add}
          onCancel={() => setEditing(undefined)}
        />
      )}
      {problem !== undefined && <Problem message={problem} kept={t('kept.typed')} />}
      {canChange && editing !== 'new' && (
        <span>
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setEditing('new')}
          >
            {t('absences.add')}
          </Button>
        </span>
      )}
      {!canChange && me !== undefined && (
        <p className={styles.dim}>{sayRefusal(whoMay('absence.change'), 'say that somebody else is away')}</p>
      )}
    </section>
  );
}

interface ChangeAbsenceProps {
  readonly absence: Absence;
  readonly mutate: ReturnType<typeof useMutation>['mutate'];
  readonly onDone: () => void;
}

function ChangeAbsence({ absence, mutate, onDone }: ChangeAbsenceProps) {
  const { id, startsOn, endsOn, share, note } = absence;
  const save = async (now: AbsenceFields) => {
    const changes = {
      ...(now.startsOn === startsOn ? {} : { startsOn: { was: startsOn, now: now.startsOn } }),
      ...(now.endsOn === endsOn ? {} : { endsOn: { was: endsOn, now: now.endsOn } }),
      ...(now.share === share ? {} : { share: { was: share, now: now.share } }),
      ...(now.note === note ? {} : { note: { was: note, now: now.note } }),
    };
    const isSame = Object.keys(changes).length === 0;
    if (isSame || (await mutate('absence.update', { id, changes }))) onDone();
  };
  return <AbsenceForm fields={{ startsOn, endsOn, share, note }} onSave={save} onCancel={onDone} />;
}

interface AbsenceLineProps {
  readonly absence: Absence;
  readonly waiting: boolean;
  readonly canChange: boolean;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

function AbsenceLine({ absence, waiting, canChange, onEdit, onRemove }: AbsenceLineProps) {
  const { t } = useTranslation('capacity');
  const { startsOn, endsOn, share, note } = absence;
  const days =
    startsOn === endsOn ? shortDay(startsOn) : t('days', { from: shortDay(startsOn), to: shortDay(endsOn) });
  return (
    <span className={styles.line}>
      <span>{days}</span>
      {share < 100 && <span className={styles.dim}>{t('share.of', { share })}</span>}
      <span className={styles.cut} dir="auto">
        {note}
      </span>
      {waiting && <WaitingDot />}
      {canChange && (
        <span className={styles.end}>
          <ActionIcon
            aria-label={t('absence.edit', { days })}
            title={t('absence.edit', { days })}
            onClick={onEdit}
          >
            <IconPencil size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon
            aria-label={t('absence.remove', { days })}
            title={t('absence.remove', { days })}
            onClick={onRemove}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </span>
      )}
    </span>
  );
}
