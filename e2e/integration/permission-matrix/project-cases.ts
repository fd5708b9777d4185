import { newId } from '../../../apps/server/src/test-support/test-server.ts';
import { type Case, type Cases, type Change, changeBy, type Was } from './shapes.ts';
import { type Member, make, type ProjectRelation, type World } from './world.ts';

/** What is asked of a project. */
type Asked = (projectId: string, world: World, me: Member) => unknown;

const relations: readonly ProjectRelation[] = ['led', 'theirs', 'of others'];

/** The same asked of a project that somebody leads, of one that they merely belong to, and of one of others. */
function onProjects(asked: Asked, of: readonly ProjectRelation[] = relations): Cases {
  const cases = of.map((relation): [string, Case] => [
    relation,
    async (world, me) => asked(await world.project(relation, me), world, me),
  ]);
  return Object.fromEntries(cases);
}

function planning(was: Was): Cases {
  const asked = (id: string) => ({ id, changes: changeBy(was, { stage: ['running', 'paused'] }) });
  return onProjects(asked, ['own', ...relations]);
}

const promotion: Change = { role: ['member', 'manager'] };

function promoting(was: Was): Cases {
  const args = (id: string) => ({ id, changes: changeBy(was, promotion) });
  return {
    ...onProjects(async (projectId, world) =>
      args(await world.member(await world.person(), 'project', projectId)),
    ),
    'in a division': async (world) =>
      args(await world.member(await world.person(), 'division', world.divisionId)),
  };
}

/** Makes somebody a member, and lets them make themselves a manager. */
function promotingOneself(groupTable: 'project' | 'division'): Case {
  return async (world, me) => {
    const groupId = groupTable === 'project' ? await world.newProject() : await world.newDivision();
    const id = await world.member(me.id, groupTable, groupId);
    return { id, changes: changeBy('was', promotion) };
  };
}

function newPhase(projectId: string) {
  const days = { startsOn: '2026-03-02', endsOn: '2026-03-06' };
  return { id: newId(), projectId, name: 'Packing', position: 'a0', ...days, status: 'planned', progress: 0 };
}

/** A new phase of a project, by the keeper. */
export async function phaseOf({ keeper }: World, projectId: string): Promise<string> {
  const phase = newPhase(projectId);
  await make(keeper, 'phase.create', phase);
  return phase.id;
}

function onPhases(args: (id: string) => unknown): Cases {
  return onProjects(async (projectId, world) => args(await phaseOf(world, projectId)));
}

function hours(was: Was): Cases {
  return onProjects((projectId, { other }) => ({
    ...{ userId: other.id, projectId, phaseId: null, week: '2026-03-02' },
    changes: changeBy(was, { hours: [0, 8] }),
  }));
}

const renaming: Change = { name: ['Packing', 'Boxes'] };

/** Cases of what takes the lead of a project. */
export const projectCases: Readonly<Record<string, Cases>> = {
  'project.plan': planning('was'),
  'project.revert-plan': planning('ifStill'),

  'membership.update': {
    ...promoting('was'),
    'oneself in their project': promotingOneself('project'),
    'oneself in a division': promotingOneself('division'),
  },
  'membership.revert': promoting('ifStill'),

  'phase.create': onProjects((projectId) => newPhase(projectId)),
  'phase.update': onPhases((id) => ({ id, changes: changeBy('was', renaming) })),
  'phase.revert': onPhases((id) => ({ id, changes: changeBy('ifStill', renaming) })),
  'phase.remove': onPhases((id) => ({ id })),

  'assignment.set': hours('was'),
  'assignment.revert': hours('ifStill'),
};
