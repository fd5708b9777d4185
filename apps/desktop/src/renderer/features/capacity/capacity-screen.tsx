import type { WorkCalendars } from '@holdfast/shared/capacity/work-calendars.ts';
import { useDirection } from '@mantine/core';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMyId } from '../../hooks/use-people.ts';
import { CapacityBar } from './capacity-bar.tsx';
import { useCapacityChoices } from './capacity-choices.ts';
import { CapacityGrid, type GridHandle } from './capacity-grid.tsx';
import styles from './capacity-screen.module.css';
import { loadsOf } from './figures.ts';
import { GridNotes } from './grid-notes.tsx';
import type { Crew } from './grid-rows.ts';
import { NAMES, WEEK } from './grid-sizes.ts';
import { Legend } from './legend.tsx';
import { loadSayer } from './load-cell.tsx';
import { LoadLists } from './load-lists.tsx';
import type { Planned } from './planned-board.ts';
import { usePlanned, type WeekSpan } from './use-boards.ts';
import { useCalendars } from './use-calendars.ts';
import { useCrew } from './use-crew.ts';
import { useGridShape } from './use-grid-shape.ts';
import { useLimits } from './use-limits.ts';
import { type Plans, usePlans } from './use-plans.ts';
import { gridWeeks, todayOf, WEEKS_BEFORE } from './weeks.ts';

/** Who works for what in which week, and how full the weeks are. */
export function CapacityScreen() {
  // Of the day on which one came here: columns must not move under the hand at midnight.
  const [weeks] = useState(() => gridWeeks(todayOf(Date.now())));
  const [span, setSpan] = useState(() => ({ first: 0, last: WEEKS_BEFORE + weeksInWindow() }));
  // All of it is asked for at once.
  const crew = useCrew();
  const plans = usePlans();
  const planned = usePlanned(weeks, span);
  const calendars = useCalendars(weeks[0] ?? '');
  if (crew === undefined || plans === undefined) return null;
  return (
    <Capacity
      crew={crew}
      plans={plans}
      weeks={weeks}
      planned={planned}
      calendars={calendars}
      onWeeks={setSpan}
    />
  );
}

/** About as many weeks as will be in sight; those before this one stand under the names. */
function weeksInWindow(): number {
  return Math.floor((window.innerWidth - NAMES) / WEEK) - 4;
}

interface CapacityProps {
  readonly crew: Crew;
  readonly plans: Plans;
  readonly weeks: readonly string[];
  readonly planned: Planned;
  readonly calendars: WorkCalendars | undefined;
  readonly onWeeks: (span: WeekSpan) => void;
}

function Capacity({ crew, plans, weeks, planned, calendars, onWeeks }: CapacityProps) {
  const { t } = useTranslation('capacity');
  const { dir } = useDirection();
  const me = useMyId();
  const { choices, choose } = useCapacityChoices();
  const thisWeek = weeks[WEEKS_BEFORE] ?? '';
  const handle = useRef<GridHandle>(null);
  const limits = useLimits();
  const sayLoad = useMemo(() => loadSayer(t), [t]);
  const shows = choices.view === 'use' ? 'use' : 'plan';
  const places = useGridShape({ crew, plans, weeks, ...choices, hasLines: shows === 'plan' });
  const view = useMemo(() => {
    const loadOf = calendars === undefined ? () => undefined : loadsOf(planned, calendars.available, weeks);
    const knows = (userId: string) => crew.hasGroups || userId === me;
    return { shows, weeks, thisWeek, loadOf, plans, limits, knows, sayLoad } as const;
  }, [shows, weeks, thisWeek, planned, calendars, plans, limits, crew, me, sayLoad]);
  return (
    <section className={styles.screen} aria-label={t('screen.capacity')}>
      <CapacityBar
        crew={crew}
        weeks={weeks}
        choices={choices}
        choose={choose}
        onWeek={(index) => handle.current?.showWeek(index)}
      />
      {choices.view === 'use' && <Legend limit={limits.person} />}
      {choices.view === 'lists' ? (
        <LoadLists crew={crew} choices={choices} view={view} onWeeks={onWeeks} />
      ) : (
        <>
          <CapacityGrid
            // Where a line begins, scrolling begins.
            key={`${choices.view} ${dir}`}
            label={t(`view.${choices.view}`)}
            places={places}
            view={view}
            onWeeks={onWeeks}
            handle={handle}
          />
          <GridNotes />
        </>
      )}
    </section>
  );
}
