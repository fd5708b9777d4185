import type { AssignmentPlace } from '@holdfast/shared/model/assignment.ts';
import type { Division } from '@holdfast/shared/model/division.ts';
import type { User } from '@holdfast/shared/model/user.ts';

/** What a person is planned for, week by week: a project as a whole, or one of its phases. */
export type Line = Pick<AssignmentPlace, 'projectId' | 'phaseId'>;

/** Everybody, or the people of a division; `divisionId` is nothing for those of none. */
export interface GroupRow {
  readonly kind: 'everybody' | 'division';
  readonly key: string;
  readonly divisionId: string | null;
  readonly name: string;
  /** All who belong to it, whoever is searched for. */
  readonly userIds: readonly string[];
}

export interface PersonRow {
  readonly kind: 'person';
  readonly key: string;
  readonly person: User;
  readonly isOpen: boolean;
}

export interface LineRow extends Line {
  readonly kind: 'line';
  readonly key: string;
  readonly userId: string;
}

/** Where another project of a person is added. */
export interface AddRow {
  readonly kind: 'add';
  readonly key: string;
  readonly userId: string;
}

export type GridRow = GroupRow | PersonRow | LineRow | AddRow;

/** Everybody who can be planned, and where they belong. */
export interface Crew {
  /** By name, without disabled accounts. */
  readonly people: readonly User[];
  /** By name. */
  readonly divisions: readonly Division[];
  /** Who belongs to each division. */
  readonly members: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether sums over people are whole: who sees only some of the assignments gets none. */
  readonly hasGroups: boolean;
}

export interface RowChoices {
  /** Part of a name, or nothing. */
  readonly text: string;
  /** None: all of them. */
  readonly divisionIds: readonly string[];
  readonly openIds: ReadonlySet<string>;
  /** The lines of somebody whose row is open. */
  readonly linesOf: (userId: string) => readonly Line[];
}

/** The rows of the grid, in order. Everybody stands in it once, under the first of their divisions. */
export function gridRows(crew: Crew, choices: RowChoices): readonly GridRow[] {
  const found = crew.people.filter(({ name }) => matchesName(name, choices.text));
  if (!crew.hasGroups) return found.flatMap((person) => rowsOfPerson(person, choices));
  const rows: GridRow[] = [everybodyOf(crew)];
  let rest: readonly User[] = found;
  for (const group of groupsOf(crew, choices.divisionIds)) {
    const ids = new Set(group.userIds);
    const here = rest.filter(({ id }) => ids.has(id));
    rest = rest.filter(({ id }) => !ids.has(id));
    if (here.length === 0 && choices.text !== '') continue;
    rows.push(group, ...here.flatMap((person) => rowsOfPerson(person, choices)));
  }
  // Without divisions there is nothing to put people under.
  if (crew.divisions.length === 0) rows.push(...rest.flatMap((person) => rowsOfPerson(person, choices)));
  return rows;
}

/** What a line is called among all lines, and what its cells are kept under. */
export function lineKey(userId: string, { projectId, phaseId }: Line): string {
  return `${userId} ${projectId} ${phaseId ?? ''}`;
}

/** The row of everybody. */
export function everybodyOf({ people }: Crew): GroupRow {
  return {
    kind: 'everybody',
    key: 'everybody',
    divisionId: null,
    name: '',
    userIds: people.map(({ id }) => id),
  };
}

/** The divisions that are chosen, each with its people; where none is, at last those who belong to none. */
export function groupsOf(crew: Crew, chosen: readonly string[]): readonly GroupRow[] {
  const known = new Set(crew.people.map(({ id }) => id));
  const shown = crew.divisions.filter(({ id }) => chosen.length === 0 || chosen.includes(id));
  const groups = shown.map(({ id, name }) => divisionOf(id, name, [...(crew.members.get(id) ?? [])], known));
  if (chosen.length > 0 || crew.divisions.length === 0) return groups;
  const placed = new Set(groups.flatMap(({ userIds }) => userIds));
  const others = [...known].filter((id) => !placed.has(id));
  return others.length === 0 ? groups : [...groups, divisionOf(null, '', others, known)];
}

function divisionOf(
  divisionId: string | null,
  name: string,
  userIds: readonly string[],
  known: ReadonlySet<string>,
): GroupRow {
  const key = `division ${divisionId ?? 'none'}`;
  return { kind: 'division', key, divisionId, name, userIds: userIds.filter((id) => known.has(id)) };
}

function rowsOfPerson(person: User, { openIds, linesOf }: RowChoices): GridRow[] {
  const { id } = person;
  const isOpen = openIds.has(id);
  const row: PersonRow = { kind: 'person', key: `person ${id}`, person, isOpen };
  if (!isOpen) return [row];
  const lines = linesOf(id).map(
    (line): LineRow => ({ kind: 'line', key: `line ${lineKey(id, line)}`, userId: id, ...line }),
  );
  return [row, ...lines, { kind: 'add', key: `add ${id}`, userId: id }];
}

function matchesName(name: string, text: string): boolean {
  const words = text.trim().toLocaleLowerCase().split(/\s+/);
  const lower = name.toLocaleLowerCase();
  return words.every((word) => lower.includes(word));
}
