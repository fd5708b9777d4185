import { assignmentModel } from '@holdfast/shared/model/assignment.ts';
import type { User } from '@holdfast/shared/model/user.ts';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { useMe, usePeople } from '../../hooks/use-people.ts';
import detail from '../../ui/detail.module.css';
import { GoneRow } from '../../ui/gone-row.tsx';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import { AbsencesPart } from './absences-part.tsx';
import { AssignmentLines } from './assignment-lines.tsx';
import styles from './capacity-detail.module.css';
import { personPlace } from './capacity-place.ts';
import { DetailWeek } from './detail-week.tsx';
import { levelFor, sayLoad } from './load-cell.tsx';
import { useCalendars } from './use-calendars.ts';
import { useLimits } from './use-limits.ts';
import { WorkHoursPart } from './work-hours-part.tsx';

export interface PersonLoadProps {
  readonly userId: string;
  readonly week: string;
}

/** What somebody does in a week, how much they work, and when they are away. */
export function PersonLoad({ userId, week }: PersonLoadProps) {
  const { t } = useTranslation('capacity');
  const people = usePeople();
  const person = people.get(userId);
  if (people.size === 0) return null;
  if (person === undefined) return <GoneRow title={t('gone.title')} body={t('gone.body')} places={[]} />;
  return <OfPerson person={person} week={week} />;
}

function OfPerson({ person, week }: { readonly person: User; readonly week: string }) {
  const me = useMe();
  const { id } = person;
  const assignments = useLiveQuery(assignmentModel, { where: { userId: id, week }, offset: 0, limit: 2_000 });
  const rows = assignments?.rows ?? [];
  // Of others, staff see only what concerns their own projects.
  const isKnown = me !== undefined && (me.role !== 'staff' || me.id === id);
  return (
    <article className={detail.detail} aria-label={person.name}>
      <DetailWeek
        week={week}
        waiting={rows.some(({ waiting }) => waiting)}
        of={(other) => personPlace(id, other)}
      />
      <div className={detail.scroll}>
        <h2 className={styles.title}>
          <PersonAvatar person={person} />
          <span dir="auto" data-text>
            {person.name}
          </span>
        </h2>
        {isKnown && <PersonSum userId={id} week={week} planned={sumOf(rows.map(({ row }) => row.hours))} />}
        <AssignmentLines rows={rows} />
        {isKnown && <WorkHoursPart userId={id} />}
        {isKnown && <AbsencesPart userId={id} week={week} />}
      </div>
    </article>
  );
}

interface PersonSumProps extends PersonLoadProps {
  readonly planned: number;
}

function PersonSum({ userId, week, planned }: PersonSumProps) {
  const { t } = useTranslation('capacity');
  const calendars = useCalendars(week);
  const limits = useLimits();
  if (calendars === undefined) return null;
  const load = { planned, available: calendars.available(userId, week) };
  const level = levelFor(load, limits.person);
  return (
    <p className={styles.sum} data-level={level}>
      {sayLoad(t, load, level)}
    </p>
  );
}

function sumOf(hours: readonly number[]): number {
  return hours.reduce((sum, one) => sum + one, 0);
}
