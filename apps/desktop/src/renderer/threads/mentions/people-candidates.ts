import { mentionLabel } from '@holdfast/shared/mentions.ts';
import type { User } from '@holdfast/shared/model/user.ts';
import { matches } from '../../ui/matches.ts';
import type { Candidate } from './candidate.ts';

export interface PeopleAsked {
  /** In the order of their names. */
  readonly people: Iterable<User>;
  readonly words: string;
  /** Those who take part in the thread: they come first. */
  readonly near: ReadonlySet<string>;
  /** Who writes: nobody names themselves. */
  readonly myId: string;
}

/** People who could be meant by these words of their name or address. */
export function peopleCandidates({ people, words, near, myId }: PeopleAsked): Candidate[] {
  const found = [...people].filter(
    ({ id, name, email, disabled }) => !disabled && id !== myId && matches(`${name} ${email}`, words),
  );
  const order = [...found.filter(({ id }) => near.has(id)), ...found.filter(({ id }) => !near.has(id))];
  return order.map(({ id, name, email }) => ({
    id,
    kind: 'person',
    shown: `@${mentionLabel(name)}`,
    label: name,
    hint: email,
    address: `holdfast:person/${id}`,
  }));
}
