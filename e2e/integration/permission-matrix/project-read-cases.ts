import { alertRuleId } from '@holdfast/shared/model/alert-rule.ts';
import { assignmentId } from '@holdfast/shared/model/assignment.ts';
import { usualWeekdays } from '@holdfast/shared/model/work-hours.ts';
import { absenceOf, lessWork, newHoliday } from './capacity-cases.ts';
import { historyOf } from './history.ts';
import { phaseOf } from './project-cases.ts';
import { changeBy, type Made, type ReadCase } from './shapes.ts';
import { make, type World } from './world.ts';

/** Rows of plans, and of when people work. */
export const projectReadCases: Readonly<Record<string, ReadCase>> = {
  'a phase of their project': async (world, me) =>
    withHistory(world, 'phase', await phaseOf(world, await world.project('theirs', me))),
  'a phase of a project of others': async (world) =>
    withHistory(world, 'phase', await phaseOf(world, world.foreignProjectId)),

  'somebody’s hours for their project': async (world, me) =>
    hoursOf(world, await world.person(), await world.project('theirs', me)),
  'one’s own hours for a project of others': (world, me) => hoursOf(world, me.id, world.foreignProjectId),
  'somebody’s hours for a project of others': async (world) =>
    hoursOf(world, await world.person(), world.foreignProjectId),

  'how much one works': (world, me) => workOf(world, me.id),
  'how much somebody else works': async (world) => workOf(world, await world.person()),
  'when one is away': async (world, me) => withHistory(world, 'absence', await absenceOf(world, me.id)),
  'when somebody else is away': async (world) =>
    withHistory(world, 'absence', await absenceOf(world, await world.person())),
  'a holiday': async (world) => {
    const holiday = newHoliday();
    await make(world.keeper, 'holiday.add', holiday);
    return withHistory(world, 'holiday', holiday.id);
  },

  'a rule for alerts': async ({ keeper }) => {
    for (const limit of [3, 4]) await make(keeper, 'alert-rule.set', { kind: 'phase-late', limit });
    return [`alert_rule/${alertRuleId('phase-late')}`];
  },
};

async function withHistory(world: World, table: string, id: string): Promise<Made> {
  return [`${table}/${id}`, ...(await historyOf(world, id))];
}

/** Hours that are planned and then planned otherwise, of which there is history. */
async function hoursOf(world: World, userId: string, projectId: string): Promise<Made> {
  const place = { userId, projectId, phaseId: null, week: '2026-03-02' };
  for (const hours of [
    [0, 8],
    [8, 6],
  ] as const)
    await make(world.keeper, 'assignment.set', { ...place, changes: changeBy('was', { hours }) });
  return withHistory(world, 'assignment', assignmentId(place));
}

async function workOf(world: World, id: string): Promise<Made> {
  const changes = changeBy('was', { weekdays: [usualWeekdays, lessWork] });
  await make(world.keeper, 'work-hours.set', { id, changes });
  return withHistory(world, 'work_hours', id);
}
