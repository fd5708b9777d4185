import { membershipModel } from '@holdfast/shared/model/membership.ts';
import { useMemo } from 'react';
import { useLiveQuery } from '../../hooks/use-live-query.ts';

const MOST = 2_000;

/** The ids of those who belong to any of these divisions or projects. */
export function useMembers(groupIds: readonly string[]): ReadonlySet<string> {
  const query = { where: { groupId: [...groupIds].sort() }, offset: 0, limit: MOST };
  const found = useLiveQuery(membershipModel, groupIds.length === 0 ? undefined : query);
  return useMemo(() => new Set(found?.rows.map(({ row }) => row.userId)), [found]);
}

/** Those with whom somebody shares a division or a project. */
export function useColleagues(userId: string): ReadonlySet<string> {
  const own = useLiveQuery(membershipModel, { where: { userId }, offset: 0, limit: 200 });
  const groupIds = useMemo(() => own?.rows.map(({ row }) => row.groupId) ?? [], [own]);
  return useMembers(groupIds);
}
