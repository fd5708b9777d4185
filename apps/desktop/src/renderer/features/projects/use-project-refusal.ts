import { membershipModel } from '@holdfast/shared/model/membership.ts';
import type { Project } from '@holdfast/shared/model/project.ts';
import { may, type Permission, whoMay } from '@holdfast/shared/permissions.ts';
import { useMemo } from 'react';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { useMe, useMyId } from '../../hooks/use-people.ts';
import { sayRefusal } from '../../state/say-problem.ts';

/** What a person is to the projects that they belong to, by the project. */
export function useMyRoles(): ReadonlyMap<string, 'member' | 'manager'> {
  const userId = useMyId();
  const mine = useLiveQuery(membershipModel, {
    where: { userId, groupTable: 'project' },
    offset: 0,
    limit: 2_000,
  });
  return useMemo(() => new Map(mine?.rows.map(({ row }) => [row.groupId, row.role])), [mine]);
}

/** What ends the sentence of a refusal, as the rules say it. */
const deeds = {
  'project.edit': 'edit projects',
  'membership.change': 'choose who belongs here',
} as const satisfies Partial<Record<Permission, string>>;

/** Says in words why something is not for this person; nothing where it is, by their role or because the project is theirs. */
export function useProjectRefusal(): (
  permission: keyof typeof deeds,
  project: Project,
) => string | undefined {
  const me = useMe();
  const roles = useMyRoles();
  return (permission, project) => {
    if (me === undefined) return undefined;
    const isOwn = project.ownerId === me.id || roles.get(project.id) === 'manager';
    return may(me.role, permission, isOwn) ? undefined : sayRefusal(whoMay(permission), deeds[permission]);
  };
}
