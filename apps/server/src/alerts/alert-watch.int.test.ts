import { allModels } from '@holdfast/shared/registry.ts';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { openSqliteStore } from '../store/sqlite/sqlite-store.ts';
import { readStore } from '../store/work.ts';
import { CommitQueue } from '../sync/commit-queue.ts';
import { noObserver } from '../sync/observer.ts';
import { type AlertWorld, alertWorld, DAY_MS, nextWeek, week } from '../test-support/alert-world.ts';
import type { Step } from '../test-support/notice-world.ts';
import { newId } from '../test-support/test-server.ts';
import { AlertWatch } from './alert-watch.ts';
import { sweepAlerts } from './sweep-alerts.ts';

function watchOf({ store, queue, outside, log }: AlertWorld): AlertWatch {
  return new AlertWatch({ store, queue, outside, log });
}

/** The watch of a process whose database can be kept from writing. */
function watchOnDisk({ folder, outside, log }: AlertWorld) {
  const disk: Database.Database[] = [];
  const store = openSqliteStore({
    ...{ folder, models: allModels, newId },
    openFile: (file, options) => {
      const db = new Database(file, options);
      disk.push(db);
      return db;
    },
  });
  onTestFinished(() => store.close());
  const onCommit = (): void => {};
  const queue = new CommitQueue({ store, outside, log, observer: noObserver, maxMutations: 1, onCommit });
  const setWritable = (isWritable: boolean): void => {
    for (const db of disk) db.pragma(`query_only = ${isWritable ? 'OFF' : 'ON'}`);
  };
  return { watch: new AlertWatch({ store, queue, outside, log }), setWritable };
}

const HOUR_MS = DAY_MS / 24;
const MINUTE_MS = HOUR_MS / 60;

test('a ticket that comes to be due is told once, over restarts and from two processes; done, its alert ends', async () => {
  const world = await alertWorld();
  const watch = watchOf(world);
  await watch.look();
  const id = await world.dueIn(2, { divisionId: world.divisionId });
  world.pass(HOUR_MS);
  await watch.look();
  expect(await world.said()).toEqual([]);
  world.pass(2 * HOUR_MS);
  await Promise.all([watch.look(), watchOf(world).look()]);
  await watchOf(world).look();
  expect(await world.said()).toEqual(['ticket-overdue raised 0 : 0']);
  expect((await world.news()).Mia).toEqual(['alert']);
  const version = await world.version();
  world.pass(3 * DAY_MS);
  await watch.look();
  await watchOf(world).look();
  expect(await world.version()).toBe(version);
  await world.change('Ben', ['ticket.update', { id, changes: { status: { was: 'open', now: 'resolved' } } }]);
  expect(await world.said()).toEqual(['ticket-overdue resolved 0 : 0']);
});

test('after a time without a server what was due in the last week is told, and what is older is not', async () => {
  const world = await alertWorld();
  await world.dueIn(2);
  await world.dueIn(9 * 24);
  world.pass(10 * DAY_MS);
  await watchOf(world).look();
  expect(await world.said()).toEqual(['ticket-overdue raised 1 : 0']);
});

test('a clock that was set ahead and back leaves nothing raised that is not late', async () => {
  const world = await alertWorld();
  const watch = watchOf(world);
  await watch.look();
  await world.dueIn(3);
  world.pass(4 * HOUR_MS);
  await watch.look();
  world.pass(-4 * HOUR_MS);
  await watch.look();
  expect(await world.said()).toEqual(['ticket-overdue resolved 0 : 0']);
});

test('what could not be written because the database failed is settled a minute later, not only on the next day', async () => {
  const world = await alertWorld();
  const plan = { startsOn: [null, week], endsOn: [null, '2026-06-09'], budget: [null, 100_00] } as const;
  await world.plan('Ada', { ...plan, spent: [0, 12_00] });
  await world.dueIn(9 * 24 + 1);
  const { watch, setWritable } = watchOnDisk(world);
  await watch.look();
  setWritable(false);
  world.pass(9 * DAY_MS);
  await expect(watch.look()).rejects.toMatchObject({ code: 'SERVER_BUSY' });
  setWritable(true);
  world.pass(MINUTE_MS);
  await watch.look();
  expect(await world.said()).toEqual(['forecast-over raised 120 : 100']);
  setWritable(false);
  world.pass(HOUR_MS);
  await expect(watch.look()).rejects.toMatchObject({ code: 'SERVER_BUSY' });
  setWritable(true);
  world.pass(MINUTE_MS);
  await watch.look();
  expect(await world.said()).toContain('ticket-overdue raised 0 : 0');
});

test('a phase is late on the day after its last, and a rule may give it longer', async () => {
  const world = await alertWorld();
  const [id, projectId] = [newId(), world.projectId];
  const span = { startsOn: week, endsOn: '2026-03-03', status: 'running', progress: 10 };
  await world.change('Ada', ['phase.create', { id, projectId, name: 'Dig', position: 'a0', ...span }]);
  const watch = watchOf(world);
  world.pass(DAY_MS);
  await watch.look();
  expect(await world.said()).toEqual([]);
  world.pass(DAY_MS);
  await watch.look();
  expect(await world.said()).toEqual(['phase-late raised 1 : 0']);
  await world.change('Root', ['alert-rule.set', { kind: 'phase-late', limit: 3 }]);
  expect(await world.said()).toEqual(['phase-late resolved 1 : 0']);
  world.pass(3 * DAY_MS);
  await watch.look();
  const done: Step = ['phase.update', { id, changes: { status: { was: 'running', now: 'done' } } }];
  expect(await world.said()).toContain('phase-late raised 4 : 3');
  await world.change('Ada', done);
  expect((await world.alerts()).every(({ state }) => state === 'resolved')).toBe(true);
});

test('at its pace a project will cost more than its budget, once a tenth of its time has passed', async () => {
  const world = await alertWorld();
  const plan = { startsOn: [null, week], endsOn: [null, '2026-06-09'], budget: [null, 100_00] } as const;
  await world.plan('Ada', { ...plan, spent: [0, 12_00] });
  expect(await world.said()).toEqual([]);
  const watch = watchOf(world);
  world.pass(9 * DAY_MS);
  await watch.look();
  expect(await world.said()).toEqual(['forecast-over raised 120 : 100']);
  world.pass(4 * DAY_MS);
  await watch.look();
  expect(await world.said()).toEqual(['forecast-over resolved 120 : 100']);
});

test('a week that comes into sight is looked at, and one that is past is over', async () => {
  const world = await alertWorld();
  const far = '2026-05-04';
  await world.change('Ada', world.hours('Ben', far, 0, 60), world.hours('Ben', nextWeek, 0, 50));
  const watch = watchOf(world);
  await watch.look();
  expect(await world.said()).toEqual(['person-over raised 125 : 100']);
  world.pass(7 * DAY_MS);
  await watch.look();
  expect((await world.alerts()).map(({ week: monday }) => monday)).toEqual([nextWeek, far]);
  world.pass(7 * DAY_MS);
  await watch.look();
  expect(await world.said()).toEqual(['person-over raised 150 : 100', 'person-over resolved 125 : 100']);
});

test('what was resolved long ago is removed with its history and what was told of it; what is raised stays', async () => {
  const world = await alertWorld();
  await world.plan('Ada', { cash: [null, 500], cashThreshold: [null, 1_000], budget: [null, 100] });
  await world.plan('Ada', { cash: [500, 2_000], spent: [0, 100] });
  expect(await world.said()).toEqual(['cash-low resolved 500 : 1000', 'overspent raised 100 : 90']);
  await sweepAlerts(world.queue, world.clock.now + 89 * DAY_MS, 90);
  expect(await world.said()).toHaveLength(2);
  await sweepAlerts(world.queue, world.clock.now + 91 * DAY_MS, 90);
  expect(await world.said()).toEqual(['overspent raised 100 : 90']);
  const [left] = await world.alerts();
  const history = (await world.rows('activity')).filter(({ data }) => data.subjectTable === 'alert');
  expect(history.map(({ data }) => data.subjectId)).toEqual([left?.id]);
  expect((await world.notifications('Mia')).map(({ subjectId }) => subjectId)).toEqual([left?.id]);
  const audit = await world.store.read(() => readStore((tx) => tx.auditAfter(0, 1_000)));
  expect(audit.filter(({ kind }) => kind === 'row-deleted')).toEqual([]);
});
