import { type Case, type Cases, changeBy, type ReadCase, type Was } from './shapes.ts';
import { type Member, make, type World } from './world.ts';

type MakeAlert = (world: World, me: Member) => Promise<string>;

/** Alerts, by what they are to somebody. */
const alerts = {
  'of a division that they manage': ofDivision('manager'),
  'of a division where they work': ofDivision('member'),
  'of an own project': async (world, me) => alertOf(world, await world.project('own', me)),
  'given to them': async (world, me) => {
    const id = await alertOf(world, await world.newProject());
    const changes = changeBy('was', { assigneeId: [null, me.id] });
    await make(world.keeper, 'alert.update', { id, changes });
    return id;
  },
} as const satisfies Record<string, MakeAlert>;

function ofDivision(role: 'manager' | 'member'): MakeAlert {
  return async (world, me) => {
    const divisionId = await world.newDivision();
    await world.member(me.id, 'division', divisionId, role);
    return alertOf(world, await world.newProject(divisionId));
  };
}

/** Runs a project short of cash, and gives the alert that the server raises of it. */
async function alertOf({ keeper }: World, projectId: string): Promise<string> {
  const changes = changeBy('was', { cash: [null, 1], cashThreshold: [null, 2] });
  await make(keeper, 'project.plan', { id: projectId, changes });
  const { rows } = await keeper.client.pull();
  const alert = rows.find((row) => row.table === 'alert' && row.data.subjectId === projectId);
  if (alert === undefined) throw new Error('No alert was raised.');
  return alert.id;
}

function snoozing(was: Was): Cases {
  const cases = Object.entries(alerts).map(([line, alert]): [string, Case] => [
    line,
    async (world, me) => ({
      id: await alert(world, me),
      changes: changeBy(was, { snoozedUntil: [null, '2030-01-01T00:00:00.000Z'] }),
    }),
  ]);
  return Object.fromEntries(cases);
}

/** Cases of what is done about alerts. */
export const alertCases: Readonly<Record<string, Cases>> = {
  'alert.update': snoozing('was'),
  'alert.revert': snoozing('ifStill'),
  'alert-rule.set': { plain: async () => ({ kind: 'phase-late', limit: 1 }) },
};

/** Rows that say that something needs somebody's eyes. */
export const alertReadCases: Readonly<Record<string, ReadCase>> = {
  'an alert of a division that they manage': async (world, me) => [
    `alert/${await alerts['of a division that they manage'](world, me)}`,
  ],
  'an alert of a division where they work': async (world, me) => [
    `alert/${await alerts['of a division where they work'](world, me)}`,
  ],
  'an alert that was given to them': async (world, me) => [
    `alert/${await alerts['given to them'](world, me)}`,
  ],
  'an alert that was given to them and is not any more': async (world, me) => {
    const id = await alerts['given to them'](world, me);
    await make(world.keeper, 'alert.update', { id, changes: changeBy('was', { assigneeId: [me.id, null] }) });
    return [`alert/${id}`];
  },
  'an alert of others': async (world) => [`alert/${await alertOf(world, await world.newProject())}`],
};
