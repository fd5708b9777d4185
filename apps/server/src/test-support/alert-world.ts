import type { Json } from '@holdfast/shared/json.ts';
import { type Alert, alertModel } from '@holdfast/shared/model/alert.ts';
import { readStore } from '../store/work.ts';
import { newTicket } from './changes.ts';
import { type Name, type NoticeWorld, noticeWorld, type Step } from './notice-world.ts';
import { newId } from './test-server.ts';

export const DAY_MS = 86_400_000;
/** The Monday on which the clock of the world stands, and the next. */
export const [week, nextWeek] = ['2026-03-02', '2026-03-09'];

/** Values that were and shall be, by field. */
type Changed = Readonly<Record<string, readonly [was: Json, now: Json]>>;

/** A division with Mia as its manager and Ada and Ben as members, and a project in it that Ada owns. */
export async function alertWorld() {
  const world = await noticeWorld();
  const [divisionId, projectId] = [newId(), newId()];
  const member = (name: Name, role: 'member' | 'manager'): Step => [
    'membership.add',
    { id: newId(), userId: world.idOf(name), groupTable: 'division', groupId: divisionId, role },
  ];
  const project = { id: projectId, membershipId: newId(), name: 'Bridge', description: '', divisionId };
  await world.change(
    'Root',
    ['division.create', { id: divisionId, name: 'Roads' }],
    member('Mia', 'manager'),
    member('Ada', 'member'),
    member('Ben', 'member'),
    ['project.create', project],
    planStep(projectId, { ownerId: [world.idOf('Root'), world.idOf('Ada')] }),
  );
  await world.news();

  return {
    ...world,
    divisionId,
    projectId,

    /** Changes the plan of the project. */
    plan: (name: Name, changed: Changed) => world.change(name, planStep(projectId, changed)),

    /** The step that plans hours of somebody in a week. */
    hours: (name: Name, monday: string, was: number, now: number): Step => [
      'assignment.set',
      { userId: world.idOf(name), projectId, phaseId: null, week: monday, changes: { hours: { was, now } } },
    ],

    /** A ticket of Ben's that is due so many hours from now. */
    async dueIn(hours: number, more: object = {}): Promise<string> {
      const due = new Date(world.clock.now + hours * 3_600_000).toISOString();
      const ticket = newTicket({ due, ...more });
      await world.change('Ben', ['ticket.create', ticket]);
      return ticket.id;
    },

    alerts: () => readAlerts(world),

    /** In which scopes an alert is. */
    async scopesOf(id: string): Promise<readonly string[]> {
      const entries = await world.store.read(() => readStore((tx) => tx.entriesOfRow('alert', id)));
      return entries.flatMap(({ scope, gone }) => (gone ? [] : [scope])).toSorted();
    },

    version: () => world.store.read(() => readStore((tx) => tx.version())),

    /** All alerts, in plain words: `overspent raised 95 > 90`. */
    async said(): Promise<readonly string[]> {
      const alerts = await readAlerts(world);
      return alerts.map(({ kind, state, value, limit }) => `${kind} ${state} ${value} : ${limit}`).toSorted();
    },
  };
}
export type AlertWorld = Awaited<ReturnType<typeof alertWorld>>;

async function readAlerts(world: NoticeWorld): Promise<readonly Alert[]> {
  return (await world.rows('alert')).map(({ data }) => alertModel.schema.parse(data));
}

function planStep(id: string, changed: Changed): Step {
  const changes = Object.entries(changed).map(([field, [was, now]]) => [field, { was, now }]);
  return ['project.plan', { id, changes: Object.fromEntries(changes) }];
}
