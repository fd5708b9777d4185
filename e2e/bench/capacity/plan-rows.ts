import { addDays } from '@holdfast/shared/dates.ts';
import { createIdSource } from '@holdfast/shared/ids.ts';
import type { Json } from '@holdfast/shared/json.ts';
import { type AssignmentPlace, assignmentId } from '@holdfast/shared/model/assignment.ts';
import type { WireRow } from '@holdfast/shared/protocol/stream.ts';

const PEOPLE = 500;
const WEEKS = 104;
/** Assignments of each person in each week. */
const EACH = 3;
const PROJECTS = 60;
const HOURS = [4, 8, 12, 16, 20];

const at = '2026-01-05T08:00:00.000Z';

/** Who plans, who is planned for what, and in which weeks: the same in each run. */
export interface Plan {
  readonly managerId: string;
  readonly people: readonly string[];
  readonly projects: readonly string[];
  readonly weeks: readonly string[];
}

/** @param first the Monday of the first week */
export function createPlan(first = '2026-01-05'): Plan {
  let tick = 1_760_000_000_000;
  const newId = createIdSource(
    () => {
      tick += 1;
      return tick;
    },
    (count) => new Uint8Array(count).fill(tick % 251),
  );
  const ids = (count: number) => Array.from({ length: count }, () => newId());
  const weeks = Array.from({ length: WEEKS }, (_, index) => addDays(first, index * 7));
  return { managerId: newId(), people: ids(PEOPLE), projects: ids(PROJECTS), weeks };
}

export function personName(index: number): string {
  return `Person ${String(index).padStart(3, '0')}`;
}

export function projectName(index: number): string {
  return `Project ${String(index).padStart(2, '0')}`;
}

/** People and projects, as the server would send them. */
export function groundRows({ managerId, people, projects }: Plan): WireRow[] {
  const person = (id: string, index: number, role: string) =>
    row('user', id, {
      name: personName(index),
      email: `person${index}@example.org`,
      role,
      disabled: false,
      createdAt: at,
    });
  const project = (id: string, index: number) =>
    row('project', id, {
      name: projectName(index),
      description: '',
      status: 'active',
      divisionId: null,
      ownerId: managerId,
      createdAt: at,
      updatedAt: at,
    });
  return [
    person(managerId, 0, 'manager'),
    ...people.map((id, index) => person(id, index + 1, 'agent')),
    ...projects.map(project),
  ];
}

/** Every assignment, week by week: people × weeks × 3. */
export function* assignmentRows(plan: Plan): Generator<WireRow> {
  for (const place of plan.weeks.keys()) {
    for (const index of plan.people.keys()) {
      for (let one = 0; one < EACH; one += 1) {
        const cell = cellOf(plan, index, place, one);
        const hours = HOURS[(index + place + one) % HOURS.length] ?? 0;
        yield row('assignment', assignmentId(cell), {
          ...cell,
          hours,
          updatedAt: at,
          updatedBy: plan.managerId,
        });
      }
    }
  }
}

/** One of the assignments of a person in a week, each by its place. */
export function cellOf(
  { people, projects, weeks }: Plan,
  person: number,
  week: number,
  one: number,
): AssignmentPlace {
  return {
    userId: people[person % people.length] ?? '',
    projectId: projects[(person * 7 + week + one * 11) % projects.length] ?? '',
    phaseId: null,
    week: weeks[week % weeks.length] ?? '',
  };
}

function row(table: string, id: string, fields: Record<string, Json>): WireRow {
  return { table, id, version: 2, data: JSON.parse(JSON.stringify({ id, ...fields })) };
}
