import { type Division, divisionModel } from '@holdfast/shared/model/division.ts';
import { membershipModel } from '@holdfast/shared/model/membership.ts';
import { may } from '@holdfast/shared/permissions.ts';
import { useMemo } from 'react';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { useMe, useMyId } from '../../hooks/use-people.ts';

/**
 * The divisions whose dashboards this person can look at, their own first: for the desk, who has all that is counted
 * there on this device. Nothing until they are read.
 */
export function useDivisions(): readonly Division[] | undefined {
  const me = useMe();
  const userId = useMyId();
  const all = useLiveQuery(divisionModel, {
    order: [{ column: 'name', direction: 'ascending' }],
    offset: 0,
    limit: 2_000,
  });
  const mine = useLiveQuery(membershipModel, {
    where: { userId, groupTable: 'division' },
    offset: 0,
    limit: 2_000,
  });
  const isDesk = me && may(me.role, 'ticket.assign', false);
  return useMemo(() => {
    if (isDesk === undefined || all === undefined || mine === undefined) return undefined;
    if (!isDesk) return [];
    const own = new Set(mine.rows.map(({ row }) => row.groupId));
    const divisions = all.rows.map(({ row }) => row);
    return [...divisions.filter(({ id }) => own.has(id)), ...divisions.filter(({ id }) => !own.has(id))];
  }, [isDesk, all, mine]);
}
