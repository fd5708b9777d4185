import { may, type Permission, whoMay } from '@holdfast/shared/permissions.ts';
import { useMe } from '../../hooks/use-people.ts';
import { sayRefusal } from '../../state/say-problem.ts';

/** Says in words why something is not for this person; nothing where it is. `what`, as in `words/problems`, ends the sentence. */
export function useRefusal(): (permission: Permission, what: string) => string | undefined {
  const me = useMe();
  return (permission, what) => {
    if (me === undefined || may(me.role, permission, false)) return undefined;
    return sayRefusal(whoMay(permission), what);
  };
}
