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
import { Legend } from './legend.tsx';
import { LoadLists } from './load-lists.tsx';
import { usePlanned, type WeekSpan } from './use-boards.ts';
import { useCalendars } from './use-calendars.ts';
import { useCrew } from './use-crew.ts';
import { useGridShape } from './use-grid-shape.ts';
import { useLimits } from './use-limits.ts';
import { type Plans, usePlans } from './use-plans.ts';
import { gridWeeks, todayOf, WEEKS_BEFORE } from './weeks.ts';

/** Who works for what in which week, and how full the weeks are. */
export function CapacityScreen() {
  const crew = useCrew();
  const plans = usePlans();
  if (crew === undefined || plans === undefined) return null;
  return <Capacity crew={crew} plans={plans} />;
}

function Capacity({ crew, plans }: { readonly crew: Crew; readonly plans: Plans }) {
  const { t } = useTranslation('capacity');
  const me = useMyId();
  const { choices, choose } = useCapacityChoices();
  // Of the day on which one came here: columns must not move under the hand at midnight.
  const [weeks] = useState(() => gridWeeks(todayOf(Date.now())));
  const thisWeek = weeks[WEEKS_BEFORE] ?? '';
  const [span, setSpan] = useState<WeekSpan>({ first: WEEKS_BEFORE, last: WEEKS_BEFORE + 13 });
  const handle = useRef<GridHandle>(null);
  const planned = usePlanned(weeks, span);
  const calendars = useCalendars(weeks[0] ?? '');
  const limits = useLimits();
  const shows = choices.view === 'use' ? 'use' : 'plan';
  const places = useGridShape({ crew, plans, weeks, ...choices, hasLines: shows === 'plan' });
  const view = useMemo(() => {
    const available = calendars?.available ?? (() => 0);
    const loadOf = calendars === undefined ? () => undefined : loadsOf(planned, available, weeks);
    const knows = (userId: string) => crew.hasGroups || userId === me;
    return { shows, weeks, thisWeek, loadOf, plans, limits, knows } as const;
  }, [shows, weeks, thisWeek, planned, calendars, plans, limits, crew, me]);
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
        <LoadLists crew={crew} choices={choices} view={view} onWeeks={setSpan} />
      ) : (
        <>
          <CapacityGrid
            key={choices.view}
            label={t(`view.${choices.view}`)}
            places={places}
            view={view}
            onWeeks={setSpan}
            handle={handle}
          />
          <GridNotes />
        </>
      )}
    </section>
  );
}
