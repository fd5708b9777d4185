import { membershipModel } from '@holdfast/shared/model/membership.ts';
import { mayOwn } from '@holdfast/shared/own-project.ts';
import { useMemo } from 'react';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { usePeople } from '../../hooks/use-people.ts';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import type { Choice } from '../../ui/picker.tsx';

/** The people whom a project may be given to. */
export function useOwnerChoices(projectId: string): readonly Choice[] {
  const people = usePeople();
  const memberships = useLiveQuery(membershipModel, {
    where: { groupId: projectId },
    offset: 0,
    limit: 2_000,
  });
  return useMemo(() => {
    const members = new Set(memberships?.rows.map(({ row }) => row.userId));
    return [...people.values()]
      .filter((person) => mayOwn(person, members.has(person.id)))
      .map((person) => ({ key: person.id, label: person.name, icon: <PersonAvatar person={person} /> }));
  }, [people, memberships]);
}
