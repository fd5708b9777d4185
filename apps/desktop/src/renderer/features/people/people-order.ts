import type { User } from '@holdfast/shared/model/user.ts';
import type { PresenceState } from '../../../engine/api/presence.ts';
import { matches } from '../../ui/matches.ts';

/** What the list of people is narrowed down to. */
export interface PeopleFilters {
  readonly text: string;
  /** Divisions, any of which they belong to; all people without one. */
  readonly divisionIds: readonly string[];
  readonly hereOnly: boolean;
}

export const noFilters: PeopleFilters = { text: '', divisionIds: [], hereOnly: false };

/** Whether somebody is there: at their device, or not for long away from it. */
export function isHere({ people }: PresenceState, userId: string): boolean {
  const status = people[userId]?.status;
  return status === 'online' || status === 'idle';
}

/**
 * Those whom the filters let through, whoever is there first and otherwise as they came; nobody whose
 * account is disabled. `members`: who belongs to one of the divisions. Where nothing is known of who is
 * there, nobody is left out for it.
 */
export function orderPeople(
  people: Iterable<User>,
  { text, divisionIds, hereOnly }: PeopleFilters,
  members: ReadonlySet<string>,
  presence: PresenceState,
): readonly User[] {
  const isFound = ({ name, email }: User) => text.trim() === '' || matches(`${name} ${email}`, text);
  const found = [...people].filter(
    (person) => !person.disabled && isFound(person) && (divisionIds.length === 0 || members.has(person.id)),
  );
  const here = found.filter(({ id }) => isHere(presence, id));
  if (hereOnly && presence.known) return here;
  return [...here, ...found.filter(({ id }) => !isHere(presence, id))];
}
