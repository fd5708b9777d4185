import type { Load } from '@holdfast/shared/capacity/load.ts';
import { PlannedHours } from '@holdfast/shared/capacity/planned-hours.ts';
import { assignmentModel } from '@holdfast/shared/model/assignment.ts';
import { membershipModel } from '@holdfast/shared/model/membership.ts';
import { useMemo } from 'react';
import type { Totals } from '../../../engine/api/totals.ts';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { usePeople } from '../../hooks/use-people.ts';
import { useTotals } from '../../hooks/use-totals.ts';
import { useCalendars } from '../capacity/use-calendars.ts';

/** As many as one query may name. */
const MOST_PEOPLE = 1_000;

export interface DivisionLoad {
  readonly people: number;
  /** Of each week, in the order in which they were asked for. */
  readonly loads: readonly Load[];
}

/** How full the weeks of a division's people are. Nothing until all that counts is read. */
export function useDivisionLoad(divisionId: string, weeks: readonly string[]): DivisionLoad | undefined {
  const [from = '', to = ''] = [weeks[0], weeks.at(-1)];
  const userIds = useMembers(divisionId);
  const calendars = useCalendars(from);
  const planned = useTotals(
    assignmentModel,
    userIds && {
      by: [{ column: 'userId' }, { column: 'week' }],
      sum: 'hours',
      where: { userId: [...userIds] },
      range: { column: 'week', from, to },
    },
  );
  return useMemo(() => {
    if (userIds === undefined || calendars === undefined || planned === undefined) return undefined;
    const loads = plannedHours(planned).loads(userIds, weeks, calendars.available);
    return { people: userIds.length, loads };
  }, [userIds, calendars, planned, weeks]);
}

/** Who belongs to it and has an account that works. */
function useMembers(divisionId: string): readonly string[] | undefined {
  const people = usePeople();
  const found = useLiveQuery(membershipModel, { where: { groupId: divisionId }, offset: 0, limit: 2_000 });
  return useMemo(() => {
    if (found === undefined) return undefined;
    const userIds = new Set(found.rows.map(({ row }) => row.userId));
    return [...userIds].filter((id) => people.get(id)?.disabled === false).slice(0, MOST_PEOPLE);
  }, [found, people]);
}

function plannedHours(totals: Totals): PlannedHours {
  const rows = [...totals.values()].map(({ key: [userId, week], sum }) => ({
    userId: String(userId),
    week: String(week),
    hours: sum,
  }));
  return PlannedHours.of(rows);
}
