import { WorkCalendars } from '@holdfast/shared/capacity/work-calendars.ts';
import { addDays } from '@holdfast/shared/dates.ts';
import { type Absence, absenceModel } from '@holdfast/shared/model/absence.ts';
import { type Assignment, assignmentModel } from '@holdfast/shared/model/assignment.ts';
import { type Holiday, holidayModel } from '@holdfast/shared/model/holiday.ts';
import { membershipModel } from '@holdfast/shared/model/membership.ts';
import { workHoursModel } from '@holdfast/shared/model/work-hours.ts';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { useMyId } from '../../hooks/use-people.ts';

/** A week of somebody: what is planned, what they can work, and why that is less than usual. */
export interface MyWeek {
  /** Those with hours, the most first. */
  readonly assignments: readonly Assignment[];
  readonly planned: number;
  readonly available: number;
  readonly absences: readonly Absence[];
  readonly holidays: readonly Holiday[];
}

/** One's own week, from this device's disk. Nothing until all of it is read. */
export function useMyWeek(week: string): MyWeek | undefined {
  const userId = useMyId();
  const last = addDays(week, 6);
  const all = { offset: 0, limit: 500 };
  const planned = useLiveQuery(assignmentModel, {
    where: { userId, week },
    order: [{ column: 'hours', direction: 'descending' }],
    ...all,
  });
  const absences = useLiveQuery(absenceModel, {
    where: { userId },
    range: { column: 'endsOn', from: week },
    ...all,
  });
  const holidays = useLiveQuery(holidayModel, { range: { column: 'day', from: week, to: last }, ...all });
  const mine = useLiveQuery(membershipModel, { where: { userId, groupTable: 'division' }, ...all });
  const hours = useLiveQuery(workHoursModel, { where: { id: userId }, ...all });
  if (!planned || !absences || !holidays || !mine || !hours) return undefined;
  const memberships = mine.rows.map(({ row }) => row);
  const divisionIds = new Set(memberships.map(({ groupId }) => groupId));
  const calendars = new WorkCalendars({
    workHours: hours.rows.map(({ row }) => row),
    absences: absences.rows.map(({ row }) => row),
    holidays: holidays.rows.map(({ row }) => row),
    memberships,
  });
  const assignments = planned.rows.map(({ row }) => row).filter((row) => row.hours > 0);
  return {
    assignments,
    planned: assignments.reduce((sum, row) => sum + row.hours, 0),
    available: calendars.available(userId, week),
    absences: absences.rows.map(({ row }) => row).filter(({ startsOn }) => startsOn <= last),
    holidays: holidays.rows
      .map(({ row }) => row)
      .filter(({ divisionId }) => divisionId === null || divisionIds.has(divisionId)),
  };
}
