import { addDays } from '@holdfast/shared/dates.ts';
import type { RowData } from '@holdfast/shared/effect/operations.ts';
import type { Json } from '@holdfast/shared/json.ts';
import { phaseStatuses } from '@holdfast/shared/model/phase.ts';
import { noPlan, projectStages } from '@holdfast/shared/model/project.ts';
import { generateKeyBetween } from 'fractional-indexing';
import { changeSomeFields, type NewValues } from './change-some-fields.ts';
import { someDay } from './days.ts';
import type { Doing, Operation } from './operation.ts';
import { someWords } from './text.ts';

const someMoney = ({ random }: Doing) => random.between(0, 20) * 10_000;
const maybe =
  (share: number, value: (doing: Doing) => Json) =>
  (doing: Doing): Json =>
    doing.random.chance(share) ? value(doing) : null;

const planValues: NewValues = {
  ownerId: ({ sight, userId }) => sight.some('user')?.id ?? userId,
  stage: ({ random }) => random.pick(projectStages) ?? 'running',
  startsOn: maybe(0.8, ({ random }) => someDay(random)),
  endsOn: maybe(0.8, ({ random }) => someDay(random)),
  budget: maybe(0.8, someMoney),
  spent: someMoney,
  cash: maybe(0.8, ({ random }) => random.between(-5, 15) * 10_000),
  cashThreshold: maybe(0.8, someMoney),
  spentThreshold: maybe(0.5, ({ random }) => random.between(40, 120)),
};

const planProject: Operation = {
  weight: 10,
  make: (doing) => {
    const project = doing.sight.some('project');
    if (project === undefined) return undefined;
    const changes = changeSomeFields(doing, { ...noPlan, ...project }, planValues);
    return { name: 'project.plan', args: { id: project.id, changes } };
  },
};

const changeRole: Operation = {
  weight: 3,
  make: ({ sight, random }) => {
    const membership = sight.some('membership');
    if (membership === undefined) return undefined;
    const role = { was: membership.role ?? null, now: random.pick(['member', 'manager']) ?? 'member' };
    return { name: 'membership.update', args: { id: membership.id, changes: { role } } };
  },
};

/** The key of a place among a project's phases: at an end, or between two of them. */
function somePosition({ sight, random }: Doing, projectId: string): string {
  const keys = sight.all('phase', '"projectId" = ?', projectId).map(({ position }) => String(position));
  const sorted = [...new Set(keys)].sort();
  const place = random.between(0, sorted.length);
  return generateKeyBetween(sorted[place - 1], sorted[place]);
}

const createPhase: Operation = {
  weight: 5,
  make: (doing) => {
    const { sight, random, newId } = doing;
    const project = sight.some('project');
    if (project === undefined) return undefined;
    const startsOn = random.chance(0.8) ? someDay(random) : null;
    const args = {
      id: newId(),
      projectId: project.id,
      name: someWords(random, 1, 2),
      position: somePosition(doing, project.id),
      startsOn,
      endsOn: startsOn === null ? null : addDays(startsOn, random.between(0, 10)),
      status: random.pick(phaseStatuses) ?? 'planned',
      progress: 0,
    };
    return { name: 'phase.create', args };
  },
};

const phaseValues: NewValues = {
  name: ({ random }) => someWords(random, 1, 2),
  status: ({ random }) => random.pick(phaseStatuses) ?? 'planned',
  progress: ({ random }) => 10 * random.between(0, 10),
  endsOn: maybe(0.8, ({ random }) => someDay(random)),
};

const updatePhase: Operation = {
  weight: 6,
  make: (doing) => {
    const phase = doing.sight.some('phase');
    return (
      phase && {
        name: 'phase.update',
        args: { id: phase.id, changes: changeSomeFields(doing, phase, phaseValues) },
      }
    );
  },
};

/** Moves a phase to other days, as a drag on the timeline does: both its ends at once. */
const movePhase: Operation = {
  weight: 6,
  make: ({ sight, random }) => {
    const phase = sight.some('phase', '"startsOn" IS NOT NULL AND "endsOn" IS NOT NULL');
    if (phase === undefined) return undefined;
    const days = random.between(-9, 9);
    return {
      name: 'phase.update',
      args: {
        id: phase.id,
        changes: { startsOn: moved(phase, 'startsOn', days), endsOn: moved(phase, 'endsOn', days) },
      },
    };
  },
};

function moved(row: RowData, field: string, days: number): Json {
  const was = String(row[field]);
  return { was, now: addDays(was, days) };
}

const reorderPhase: Operation = {
  weight: 3,
  make: (doing) => {
    const phase = doing.sight.some('phase');
    if (phase === undefined) return undefined;
    const position = { was: phase.position ?? null, now: somePosition(doing, String(phase.projectId)) };
    return { name: 'phase.update', args: { id: phase.id, changes: { position } } };
  },
};

const removePhase: Operation = {
  weight: 2,
  make: ({ sight }) => {
    const phase = sight.some('phase');
    return phase && { name: 'phase.remove', args: { id: phase.id } };
  },
};

/** What people do with the plans of projects. An engine of protocol 1 knows none of it. */
export const projectOperations: readonly Operation[] = [
  planProject,
  changeRole,
  createPhase,
  updatePhase,
  movePhase,
  reorderPhase,
  removePhase,
];
