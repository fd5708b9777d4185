import { divisionModel } from '@holdfast/shared/model/division.ts';
import { membershipModel } from '@holdfast/shared/model/membership.ts';
import { useMemo } from 'react';
import { useAllRows } from '../../hooks/use-all-rows.ts';
import { useMe, usePeople } from '../../hooks/use-people.ts';
import type { Crew } from './grid-rows.ts';

/**
 * Everybody who can be planned. The desk sees all assignments and so all people; staff see their own and
 * those of the projects that they belong to, and so these people, without sums over several of them.
 */
export function useCrew(): Crew | undefined {
  const me = useMe();
  const people = usePeople();
  const isDesk = me !== undefined && me.role !== 'staff';
  const divisions = useAllRows(divisionModel, { order: [{ column: 'name', direction: 'ascending' }] });
  const memberships = useAllRows(membershipModel, {
    where: { groupTable: isDesk ? 'division' : 'project' },
  });
  return useMemo(() => {
    if (me === undefined || divisions === undefined || memberships === undefined) return undefined;
    const members = new Map<string, Set<string>>();
    for (const { row } of memberships) {
      members.set(row.groupId, (members.get(row.groupId) ?? new Set()).add(row.userId));
    }
    const seen = new Set([me.id, ...memberships.map(({ row }) => row.userId)]);
    return {
      people: [...people.values()].filter(({ id, disabled }) => !disabled && (isDesk || seen.has(id))),
      divisions: isDesk ? divisions.map(({ row }) => row) : [],
      members,
      hasGroups: isDesk,
    };
  }, [me, people, divisions, memberships, isDesk]);
}
