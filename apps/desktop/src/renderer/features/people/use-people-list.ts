import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { usePeople } from '../../hooks/use-people.ts';
import { usePeoplePresence } from '../../hooks/use-people-presence.ts';
import { ListedRows } from '../../state/listed-rows.ts';
import { WindowedRows } from '../../state/windowed-rows.ts';
import { orderPeople, type PeopleFilters } from './people-order.ts';
import { useMembers } from './use-members.ts';

/** The people whom the filters let through, as a list that holds still while the pointer is over it. */
export function usePeopleList(filters: PeopleFilters) {
  const people = usePeople();
  const presence = usePeoplePresence();
  const members = useMembers(filters.divisionIds);
  const ordered = useMemo(
    () => orderPeople(people.values(), filters, members, presence),
    [people, filters, members, presence],
  );
  const [source] = useState(() => new ListedRows());
  const [rows] = useState(() => new WindowedRows({ table: 'user' }, source.page));
  const list = useSyncExternalStore(rows.subscribe, rows.get);
  useEffect(() => {
    // There is at least oneself: before that the directory has not been read.
    if (people.size > 0) source.set(ordered);
  }, [source, people, ordered]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question is answered at once, whatever is held
  useEffect(() => rows.bringUpToDate(), [rows, filters, members]);
  return { rows, list };
}
