import { may, type Permission, whoMay } from '@holdfast/shared/permissions.ts';
import { useMe } from '../../hooks/use-people.ts';
import { sayRefusal } from '../../state/say-problem.ts';

/** Says in words why something is not for this person; nothing where it is. */
export function useRefusal(permission: Permission): string | undefined {
  const me = useMe();
  if (me === undefined || may(me.role, permission, false)) return undefined;
  return sayRefusal(whoMay(permission), 'change this');
}
