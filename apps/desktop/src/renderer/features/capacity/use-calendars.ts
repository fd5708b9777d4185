import { WorkCalendars } from '@holdfast/shared/capacity/work-calendars.ts';
import { absenceModel } from '@holdfast/shared/model/absence.ts';
import { holidayModel } from '@holdfast/shared/model/holiday.ts';
import { membershipModel } from '@holdfast/shared/model/membership.ts';
import { workHoursModel } from '@holdfast/shared/model/work-hours.ts';
import { useMemo } from 'react';
import { useAllRows } from '../../hooks/use-all-rows.ts';

/** How much people can work in the weeks from this day on, by the rows that are on this device. */
export function useCalendars(from: string): WorkCalendars | undefined {
  const workHours = useAllRows(workHoursModel, {});
  const absences = useAllRows(absenceModel, { range: { column: 'endsOn', from } });
  const holidays = useAllRows(holidayModel, { range: { column: 'day', from } });
  const memberships = useAllRows(membershipModel, { where: { groupTable: 'division' } });
  return useMemo(() => {
    if (!workHours || !absences || !holidays || !memberships) return undefined;
    return new WorkCalendars({
      workHours: workHours.map(({ row }) => row),
      absences: absences.map(({ row }) => row),
      holidays: holidays.map(({ row }) => row),
      memberships: memberships.map(({ row }) => row),
    });
  }, [workHours, absences, holidays, memberships]);
}
