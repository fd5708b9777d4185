import { expect, test } from 'vitest';
import { newTicket } from '../test-support/changes.ts';
import { type NoticeWorld, noticeWorld, type Step } from '../test-support/notice-world.ts';
import { DueWatch } from './due-watch.ts';

const HOUR_MS = 3_600_000;

function watchOf({ store, queue, outside, log }: NoticeWorld): DueWatch {
  return new DueWatch({ store, queue, outside, log });
}

/** A ticket of Sam's, which Ben has taken on, due in so many hours. */
async function dueIn(world: NoticeWorld, hours: number, more: object = {}): Promise<string> {
  const due = new Date(world.clock.now + hours * HOUR_MS).toISOString();
  const ticket = newTicket({ due, assigneeId: world.idOf('Ben'), ...more });
  await world.change('Ada', ['ticket.create', ticket]);
  await world.news();
  return ticket.id;
}

const edit = (id: string, field: string, was: string | null, now: string | null): Step => [
  'ticket.update',
  { id, changes: { [field]: { was, now } } },
];

test('who is in charge hears a day before, and when it was due: once, also after a restart', async () => {
  const world = await noticeWorld();
  await dueIn(world, 30);
  const watch = watchOf(world);
  await watch.look();
  world.pass(5 * HOUR_MS);
  await watch.look();
  expect(await world.news()).toEqual({});
  world.pass(2 * HOUR_MS);
  await watch.look();
  expect(await world.news()).toEqual({ Ben: ['due-soon'] });
  for (const again of [watch, watchOf(world), watchOf(world)]) {
    world.pass(HOUR_MS);
    await again.look();
  }
  expect(await world.news()).toEqual({});
  world.pass(24 * HOUR_MS);
  await Promise.all([watch.look(), watchOf(world).look()]);
  expect(await world.news()).toEqual({ Ben: ['overdue'] });
  await watchOf(world).look();
  expect(await world.news()).toEqual({});
});

test('without somebody who has taken it on, who made it hears; when nothing is left to do, nobody', async () => {
  const world = await noticeWorld();
  await dueIn(world, 30, { assigneeId: null });
  const done = await dueIn(world, 30);
  await world.change('Ben', edit(done, 'status', 'open', 'resolved'));
  await world.news();
  world.pass(31 * HOUR_MS);
  await watchOf(world).look();
  expect(await world.news()).toEqual({ Ada: ['overdue'] });
});

test('a date that is moved is told again; one that is moved close is told at once', async () => {
  const world = await noticeWorld();
  const id = await dueIn(world, 30);
  const watch = watchOf(world);
  world.pass(7 * HOUR_MS);
  await watch.look();
  expect(await world.news()).toEqual({ Ben: ['due-soon'] });
  const [was, later] = [23, 48].map((hours) => new Date(world.clock.now + hours * HOUR_MS).toISOString());
  await world.change('Ada', edit(id, 'due', was ?? null, later ?? null));
  expect(await world.news()).toEqual({});
  world.pass(25 * HOUR_MS);
  await watch.look();
  expect(await world.news()).toEqual({ Ben: ['due-soon ×2'] });
  const close = new Date(world.clock.now + HOUR_MS).toISOString();
  await world.change('Ada', edit(id, 'due', later ?? null, close));
  expect(await world.news()).toEqual({ Ben: ['due-soon ×3'] });
});

test('after a time without a server what was due meanwhile is told, in few rows, but nothing that is a week old', async () => {
  const world = await noticeWorld();
  await watchOf(world).look();
  await dueIn(world, 26);
  world.pass(3 * HOUR_MS);
  await watchOf(world).look();
  await world.news();
  await dueIn(world, 30);
  for (let count = 0; count < 14; count += 1) await dueIn(world, 72 + count / 10);
  world.pass(9 * 24 * HOUR_MS);
  await watchOf(world).look();
  const told = (await world.news()).Ben ?? [];
  expect(told.filter((line) => line === 'overdue')).toHaveLength(10);
  expect(told.filter((line) => line !== 'overdue')).toEqual(['overdue ×4']);
});

test('a clock that was set far ahead and back does not silence what comes to be due', async () => {
  const world = await noticeWorld();
  const watch = watchOf(world);
  await dueIn(world, 24 * 400);
  world.pass(24 * 401 * HOUR_MS);
  await watch.look();
  world.pass(-24 * 401 * HOUR_MS);
  await world.news();
  await dueIn(world, 0.5 / 60);
  world.pass(60_000);
  await watch.look();
  expect(await world.news()).toEqual({ Ben: ['overdue'] });
});
