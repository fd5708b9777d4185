import type { Load } from '@holdfast/shared/capacity/load.ts';
import { PlannedHours } from '@holdfast/shared/capacity/planned-hours.ts';
import { WorkCalendars } from '@holdfast/shared/capacity/work-calendars.ts';
import { addDays } from '@holdfast/shared/dates.ts';
import { absenceModel } from '@holdfast/shared/model/absence.ts';
import { assignmentModel } from '@holdfast/shared/model/assignment.ts';
import { holidayModel } from '@holdfast/shared/model/holiday.ts';
import { membershipModel } from '@holdfast/shared/model/membership.ts';
import { workHoursModel } from '@holdfast/shared/model/work-hours.ts';
import { useMemo } from 'react';
import type { QueryResult } from '../../../engine/api/query.ts';
import type { Totals } from '../../../engine/api/totals.ts';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { useTotals } from '../../hooks/use-totals.ts';

const all = { offset: 0, limit: 2_000 };
/** As many as one query may name. */
const MOST_PEOPLE = 1_000;

export interface DivisionLoad {
  readonly people: number;
  /** Of each week, in the order in which they were asked for. */
  readonly loads: readonly Load[];
}

/** How full the weeks of a division's people are. Nothing until all that counts is read. */
export function useDivisionLoad(divisionId: string, weeks: readonly string[]): DivisionLoad | undefined {
  const userIds = useMembers(divisionId);
  const calendars = useCalendars(userIds, weeks);
  const planned = useTotals(
    assignmentModel,
    userIds && {
      by: [{ column: 'userId' }, { column: 'week' }],
      sum: 'hours',
      where: { userId: [...userIds] },
      range: { column: 'week', from: weeks[0] ?? '', to: weeks.at(-1) ?? '' },
    },
  );
  return useMemo(() => {
    if (userIds === undefined || calendars === undefined || planned === undefined) return undefined;
    const loads = plannedHours(planned).loads(userIds, weeks, calendars.available);
    return { people: userIds.length, loads };
  }, [userIds, calendars, planned, weeks]);
}

function useMembers(divisionId: string): readonly string[] | undefined {
  const found = useLiveQuery(membershipModel, { where: { groupId: divisionId }, ...all });
  return useMemo(() => {
    if (found === undefined) return undefined;
    return [...new Set(found.rows.map(({ row }) => row.userId))].slice(0, MOST_PEOPLE);
  }, [found]);
}

/** How much these people work in these weeks. */
function useCalendars(userIds: readonly string[] | undefined, weeks: readonly string[]) {
  const whose = userIds && { where: { userId: [...userIds] }, ...all };
  const [from = '', last = ''] = [weeks[0], weeks.at(-1)];
  const to = last === '' ? '' : addDays(last, 6);
  const workHours = useLiveQuery(workHoursModel, userIds && { where: { id: [...userIds] }, ...all });
  const absences = useLiveQuery(absenceModel, whose && { ...whose, range: { column: 'endsOn', from } });
  const holidays = useLiveQuery(holidayModel, { range: { column: 'day', from, to }, ...all });
  const memberships = useLiveQuery(membershipModel, whose);
  return useMemo(() => {
    if (!workHours || !absences || !holidays || !memberships) return undefined;
    return new WorkCalendars({
      workHours: rowsOf(workHours),
      absences: rowsOf(absences),
      holidays: rowsOf(holidays),
      memberships: rowsOf(memberships),
    });
  }, [workHours, absences, holidays, memberships]);
}

function rowsOf<Row>(result: QueryResult<Row>): Row[] {
  return result.rows.map(({ row }) => row);
}

function plannedHours(totals: Totals): PlannedHours {
  const rows = [...totals.values()].map(({ key: [userId, week], sum }) => ({
    userId: String(userId),
    week: String(week),
    hours: sum,
  }));
  return PlannedHours.of(rows);
}
