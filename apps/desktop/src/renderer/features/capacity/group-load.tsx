import { type Load, percentOf, sumLoads } from '@holdfast/shared/capacity/load.ts';
import { PlannedHours } from '@holdfast/shared/capacity/planned-hours.ts';
import { type Assignment, assignmentModel } from '@holdfast/shared/model/assignment.ts';
import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAllRows } from '../../hooks/use-all-rows.ts';
import { usePeople } from '../../hooks/use-people.ts';
import { showRow } from '../../state/places.ts';
import { showDetail } from '../../state/route.ts';
import detail from '../../ui/detail.module.css';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import styles from './capacity-detail.module.css';
import { CAPACITY_TABLE, personPlace } from './capacity-place.ts';
import { DetailWeek } from './detail-week.tsx';
import { type Crew, everybodyOf, groupsOf } from './grid-rows.ts';
import { writeHours } from './hours-text.ts';
import { LoadFigure, levelFor, loadText, sayLoad } from './load-cell.tsx';
import { useCalendars } from './use-calendars.ts';
import { useCrew } from './use-crew.ts';
import { useLimits } from './use-limits.ts';
import { usePlans } from './use-plans.ts';

export interface GroupLoadProps {
  /** What its row in the grid is called. */
  readonly rowKey: string;
  readonly week: string;
}

/** Who of a division, or of everybody, does how much in a week, and for what. */
export function GroupLoad({ rowKey, week }: GroupLoadProps) {
  const { t } = useTranslation('capacity');
  const crew = useCrew();
  const calendars = useCalendars(week);
  const rows = useAllRows(assignmentModel, { where: { week } });
  const limits = useLimits();
  if (crew === undefined || calendars === undefined || rows === undefined) return null;
  const group = groupOf(crew, rowKey);
  if (group === undefined) return null;
  const ids = new Set(group.userIds);
  const own = rows.filter(({ row }) => ids.has(row.userId));
  const planned = PlannedHours.of(own.map(({ row }) => row));
  const people = group.userIds.map((userId) => ({
    userId,
    load: { planned: planned.hours(userId, week), available: calendars.available(userId, week) },
  }));
  const load = sumLoads(people.map((one) => one.load));
  const name = group.name || t(group.kind === 'everybody' ? 'everybody' : 'division.none');
  return (
    <article className={detail.detail} aria-label={name}>
      <DetailWeek
        week={week}
        waiting={own.some(({ waiting }) => waiting)}
        of={(other) => ({ table: CAPACITY_TABLE, id: `${rowKey} ${other}` })}
      />
      <div className={detail.scroll}>
        <h2 className={styles.title} dir="auto">
          {name}
        </h2>
        <p className={styles.sum} data-level={levelFor(load, limits.group)}>
          {sayLoad(t, load, levelFor(load, limits.group))}
        </p>
        <GroupPeople people={people} week={week} limit={limits.person} />
        <GroupProjects rows={own.map(({ row }) => row)} />
      </div>
    </article>
  );
}

function groupOf(crew: Crew, rowKey: string) {
  return [everybodyOf(crew), ...groupsOf(crew, [])].find(({ key }) => key === rowKey);
}

/** More at once makes a page slow, and nobody reads them. */
const SHOWN = 200;

interface GroupPeopleProps {
  readonly people: readonly { readonly userId: string; readonly load: Load }[];
  readonly week: string;
  readonly limit: number;
}

/** Whoever has most to do first. */
function GroupPeople({ people, week, limit }: GroupPeopleProps) {
  const { t } = useTranslation('capacity');
  const directory = usePeople();
  const sorted = [...people].sort((a, b) => orderOf(b.load) - orderOf(a.load));
  return (
    <section className={styles.part} aria-label={t('people')}>
      <h3>{t('people')}</h3>
      <ul className={styles.lines}>
        {sorted.slice(0, SHOWN).map(({ userId, load }) => {
          const person = directory.get(userId);
          return (
            <li key={userId}>
              <UnstyledButton className={styles.link} onClick={() => showDetail(personPlace(userId, week))}>
                <PersonAvatar person={person} />
                <span className={styles.cut} dir="auto">
                  {person?.name}
                </span>
                <span className={styles.figure}>
                  <LoadFigure
                    text={loadText(load, 'use')}
                    words={sayLoad(t, load, levelFor(load, limit))}
                    isOver={levelFor(load, limit) === 'over'}
                  />
                </span>
              </UnstyledButton>
            </li>
          );
        })}
      </ul>
      {sorted.length > SHOWN && <p className={styles.dim}>{t('more', { count: sorted.length - SHOWN })}</p>}
    </section>
  );
}

/** Two who cannot work at all are in the order of what is planned for them. */
function orderOf(load: Load): number {
  const percent = percentOf(load);
  return Number.isFinite(percent) ? percent : 1_000_000 + load.planned;
}

/** What most hours go to first. */
function GroupProjects({ rows }: { readonly rows: readonly Assignment[] }) {
  const { t } = useTranslation('capacity');
  const plans = usePlans();
  const hours = new Map<string, number>();
  for (const row of rows) hours.set(row.projectId, (hours.get(row.projectId) ?? 0) + row.hours);
  const sorted = [...hours].filter(([, sum]) => sum > 0).sort((a, b) => b[1] - a[1]);
  return (
    <section className={styles.part} aria-label={t('projects')}>
      <h3>{t('projects')}</h3>
      {sorted.length === 0 && <p className={styles.dim}>{t('planned.none')}</p>}
      <ul className={styles.lines}>
        {sorted.slice(0, SHOWN).map(([projectId, sum]) => (
          <li key={projectId}>
            <UnstyledButton className={styles.link} onClick={() => showRow('project', projectId)}>
              <span className={styles.cut} dir="auto">
                {plans?.nameOf({ projectId, phaseId: null })}
              </span>
              <span className={styles.figure}>{t('hours.short', { hours: writeHours(sum) })}</span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
