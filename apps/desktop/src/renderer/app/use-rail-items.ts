import { may } from '@holdfast/shared/permissions.ts';
import { useMe } from '../hooks/use-people.ts';
import { railItems } from './features.ts';

/** The places that this person has, in order. */
export function useRailItems() {
  const me = useMe();
  return railItems.filter(
    ({ needs }) => needs === undefined || (me !== undefined && may(me.role, needs, false)),
  );
}
