import { percentOf } from '@holdfast/shared/capacity/load.ts';
import { addDays, mondayOf } from '@holdfast/shared/dates.ts';
import { phaseModel } from '@holdfast/shared/model/phase.ts';
import { projectModel } from '@holdfast/shared/model/project.ts';
import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRowsById } from '../../hooks/use-rows-by-id.ts';
import { useToday } from '../../hooks/use-today.ts';
import { goTo } from '../../state/route.ts';
import { writeNumber } from '../../ui/locale.ts';
import { writePercent, writeShortDay } from '../../ui/write-figures.ts';
import styles from './home.module.css';
import { HomePart } from './home-part.tsx';
import { type MyWeek, useMyWeek } from './use-my-week.ts';

/** For what one is planned this week or another, against the hours that there are, and when one is away. */
export function MyWeekPart() {
  const { t } = useTranslation('home');
  const [ahead, setAhead] = useState(0);
  const week = addDays(mondayOf(useToday()), ahead * 7);
  const found = useMyWeek(week);
  const title = ahead === 0 ? t('week') : t('week.of', { day: writeShortDay(week) });
  return (
    <HomePart
      title={title}
      actions={
        <span className={styles.steps}>
          <Step label={t('week.before')} icon={IconChevronLeft} onClick={() => setAhead(ahead - 1)} />
          <Step label={t('week.after')} icon={IconChevronRight} onClick={() => setAhead(ahead + 1)} />
        </span>
      }
    >
      {found !== undefined && <Week found={found} />}
    </HomePart>
  );
}

interface StepProps {
  readonly label: string;
  readonly icon: typeof IconChevronLeft;
  readonly onClick: () => void;
}

function Step({ label, icon: Icon, onClick }: StepProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={onClick}>
        <Icon size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

function Week({ found }: { readonly found: MyWeek }) {
  const { t } = useTranslation('home');
  const { planned, available, absences, holidays } = found;
  const share = percentOf({ planned, available });
  const hours = { planned: writeNumber(planned), available: writeNumber(available) };
  return (
    <>
      <p className={styles.dim}>
        {Number.isFinite(share)
          ? t('week.hours', { ...hours, share: writePercent(share) })
          : t('week.noHours', hours)}
        {share > 100 && <b className={styles.over}> {t('week.over')}</b>}
      </p>
      <ul className={styles.list}>
        <Planned found={found} />
        {absences.map(({ id, startsOn, endsOn, share: part, note }) => (
          <li key={id} className={styles.plain}>
            <span className={styles.name} dir="auto">
              {note === '' ? t('week.away') : note}
            </span>
            <span className={styles.age}>
              {t('week.span', { from: writeShortDay(startsOn), to: writeShortDay(endsOn) })}
              {part < 100 && ` · ${writePercent(part)}`}
            </span>
          </li>
        ))}
        {holidays.map(({ id, day, name }) => (
          <li key={id} className={styles.plain}>
            <span className={styles.name} dir="auto">
              {name}
            </span>
            <span className={styles.age}>{writeShortDay(day)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Each project or phase, with its hours. */
function Planned({ found: { assignments } }: { readonly found: MyWeek }) {
  const { t } = useTranslation('home');
  const projects = useRowsById(
    projectModel,
    assignments.map(({ projectId }) => projectId),
  );
  const phases = useRowsById(
    phaseModel,
    assignments.flatMap(({ phaseId }) => phaseId ?? []),
  );
  return assignments.map(({ id, projectId, phaseId, hours }) => {
    const project = projects.get(projectId)?.name ?? '…';
    const phase = phaseId === null ? undefined : phases.get(phaseId)?.name;
    const name = phase === undefined ? project : t('week.phase', { project, phase });
    return (
      <li key={id}>
        <UnstyledButton className={styles.row} onClick={() => goTo({ screen: 'projects', id: projectId })}>
          <span className={styles.name} title={name} dir="auto">
            {name}
          </span>
          <span className={styles.age}>{t('week.h', { hours: writeNumber(hours) })}</span>
        </UnstyledButton>
      </li>
    );
  });
}
