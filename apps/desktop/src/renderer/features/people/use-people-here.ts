import type { User } from '@holdfast/shared/model/user.ts';
import { useEffect, useMemo, useRef } from 'react';
import { usePeople } from '../../hooks/use-people.ts';
import { usePeoplePresence } from '../../hooks/use-people-presence.ts';
import { isHere } from './people-order.ts';
import { useColleagues } from './use-members.ts';

/**
 * The others who are there: those with whom one shares a division or project first, then by name. While
 * `held`, it stays as it is.
 */
export function usePeopleHere(me: string, held: boolean): readonly User[] {
  const people = usePeople();
  const presence = usePeoplePresence();
  const colleagues = useColleagues(me);
  const here = useMemo(() => {
    const others = [...people.values()].filter(({ id }) => id !== me && isHere(presence, id));
    const isColleague = ({ id }: User) => colleagues.has(id);
    return [...others.filter(isColleague), ...others.filter((other) => !isColleague(other))];
  }, [people, presence, colleagues, me]);
  const before = useRef(here);
  const shown = held ? before.current : here;
  useEffect(() => {
    before.current = shown;
  }, [shown]);
  return shown;
}
