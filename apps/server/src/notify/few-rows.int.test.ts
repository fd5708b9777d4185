import { expect, test } from 'vitest';
import { newTicket } from '../test-support/changes.ts';
import { noticeWorld, type Step } from '../test-support/notice-world.ts';
import { newId } from '../test-support/test-server.ts';
import { MOST_ROWS } from './notice-tally.ts';
import { sweepNotifications } from './sweep.ts';

const write = (threadId: string, body = 'Hello'): Step => ['message.create', { id: newId(), threadId, body }];

test('what happens again before it is read is one notification that counts; after that it is a new one', async () => {
  const world = await noticeWorld();
  const ticket = newTicket();
  await world.change('Sam', ['ticket.create', ticket]);
  await world.change('Ada', write(ticket.id));
  world.pass(1_000);
  await world.change('Ben', write(ticket.id, 'The newest'));
  const [row, ...others] = await world.notifications('Sam');
  expect(others).toEqual([]);
  const newest = (await world.rows('message')).find(({ data }) => data.body === 'The newest');
  expect(row).toMatchObject({
    ...{ kind: 'commented', count: 2, subjectTable: 'ticket', subjectId: ticket.id },
    ...{ actorId: world.idOf('Ben'), causeTable: 'message', causeId: newest?.id },
    ...{ createdAt: '2026-03-02T10:00:00.000Z', at: '2026-03-02T10:00:01.000Z' },
  });
  await world.change('Sam', ['notification.read', { ids: [row?.id ?? ''], read: true }]);
  await world.change('Ada', write(ticket.id));
  expect((await world.notifications('Sam')).map(({ count }) => count)).toEqual([2, 1]);
});

test('what was put off comes back when there is more of it', async () => {
  const world = await noticeWorld();
  const ticket = newTicket();
  await world.change('Sam', ['ticket.create', ticket]);
  await world.change('Ada', write(ticket.id));
  const [first] = await world.notifications('Sam');
  const until = '2026-03-03T10:00:00.000Z';
  await world.change('Sam', ['notification.snooze', { ids: [first?.id ?? ''], until }]);
  expect(await world.notifications('Sam')).toMatchObject([{ snoozedUntil: until }]);
  await world.change('Ben', write(ticket.id));
  expect(await world.notifications('Sam')).toMatchObject([{ count: 2, snoozedUntil: null }]);
});

test('S23: a notification holds nothing that anybody wrote', async () => {
  const world = await noticeWorld();
  const ticket = newTicket({ title: 'Secret title', description: 'Secret text', priority: 'urgent' });
  await world.change('Sam', ['ticket.create', ticket], write(ticket.id, 'Secret words'));
  await world.change('Ada', write(ticket.id, 'Secret answer'));
  const rows = await world.rows('notification');
  expect(rows.length).toBeGreaterThan(3);
  expect(JSON.stringify(rows.map(({ data }) => data))).not.toMatch(/secret/i);
});

test('one push makes few rows for a person, and one that counts the rest of each kind', async () => {
  const world = await noticeWorld();
  const mine = Array.from({ length: 40 }, () => newTicket({ assigneeId: world.idOf('Ben') }));
  const urgent = Array.from({ length: 5 }, () => newTicket({ priority: 'urgent' }));
  const steps = [...mine, ...urgent].map((ticket): Step => ['ticket.create', ticket]);
  await world.push('Ada', steps);
  const rows = await world.notifications('Ben');
  expect(rows).toHaveLength(MOST_ROWS + 2);
  const rest = rows.filter(({ subjectId }) => subjectId === null);
  expect(rest.map(({ kind, count, urgent: marked }) => ({ kind, count, marked }))).toEqual([
    { kind: 'assigned', count: 30, marked: false },
    { kind: 'urgent', count: 5, marked: true },
  ]);
  expect(rest[0]).toMatchObject({ causeId: mine.at(-1)?.id, actorId: world.idOf('Ada') });
  expect(await world.notifications('Mia')).toHaveLength(5);
  // The next push has rows of its own, and what it counts besides is counted where it is unread.
  await world.push(
    'Ada',
    steps.map(([name]): Step => [name, newTicket({ assigneeId: world.idOf('Ben') })]),
  );
  const counts = (await world.notifications('Ben')).map(({ count }) => count);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(40 + 5 + 45);
});

const nobody = newId();
const refusedSteps: readonly Step[] = [
  ['ticket.update', { id: nobody, changes: { title: { was: 'a', now: 'b' } } }],
  ['ticket.watch', { id: nobody, userId: nobody }],
  ['no.such.change', {}],
];

test('of all that was refused of a push its author has one notification; what was no decision is passed over', async () => {
  const world = await noticeWorld();
  const seen: Step = ['read-marker.advance', { id: newId(), threadId: nobody, userId: nobody, readTo: 3 }];
  const results = await world.push('Sam', [seen, ['ticket.create', newTicket()], ...refusedSteps]);
  expect(results.map(({ ok }) => ok)).toEqual([false, true, false, false, false]);
  const [row, ...others] = await world.notifications('Sam');
  expect(others).toEqual([]);
  expect(row).toMatchObject({
    ...{ kind: 'refused', count: 3, subjectId: null, actorId: null },
    ...{ causeTable: 'mutation', causeId: results.at(-1)?.id },
  });
  await world.push('Sam', refusedSteps.slice(0, 1));
  expect(await world.news()).toEqual({ Sam: ['refused ×4'] });
});

test('nobody is told of refusals who does not want to be', async () => {
  const world = await noticeWorld();
  const off = { userId: world.idOf('Sam'), kind: 'refused', channel: 'inbox', on: false };
  await world.push('Sam', [['preference.channel', off], ...refusedSteps]);
  expect(await world.news()).toEqual({});
});

test('what was read or done with long ago is removed, what nobody looked at stays', async () => {
  const world = await noticeWorld();
  const tickets = Array.from({ length: 4 }, () => newTicket({ assigneeId: world.idOf('Ben') }));
  for (const ticket of tickets) await world.change('Ada', ['ticket.create', ticket]);
  const [read, done, unread, late] = (await world.notifications('Ben')).map(({ id }) => id);
  await world.change(
    'Ben',
    ['notification.read', { ids: [read ?? ''], read: true }],
    ['notification.done', { ids: [done ?? ''], done: true }],
    ['notification.read', { ids: [done ?? ''], read: false }],
  );
  world.pass(60 * 86_400_000);
  await world.change('Ben', ['notification.done', { ids: [late ?? ''], done: true }]);
  world.pass(31 * 86_400_000);
  await sweepNotifications(world.queue, world.clock.now, 90);
  const left = (await world.notifications('Ben')).map(({ id }) => id);
  expect(left).toEqual([unread, late]);
});
