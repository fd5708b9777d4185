import { expect, test } from 'vitest';
import { type AlertWorld, alertWorld, DAY_MS, nextWeek, week } from '../test-support/alert-world.ts';
import { newTicket } from '../test-support/changes.ts';
import type { Name, Step } from '../test-support/notice-world.ts';
import { newId } from '../test-support/test-server.ts';

test('an alert is raised with its cause, lasts while it lasts, ends by itself, and returns quietly within a day', async () => {
  const world = await alertWorld();
  await world.plan('Ada', { budget: [null, 100_000], spent: [0, 90_000] });
  expect(await world.said()).toEqual([]);
  await world.plan('Ada', { spent: [90_000, 92_000] });
  expect(await world.said()).toEqual(['overspent raised 92 : 90']);
  await world.plan('Ada', { spent: [92_000, 95_000] });
  expect(await world.said()).toEqual(['overspent raised 95 : 90']);
  await world.plan('Ada', { spent: [95_000, 88_000] });
  expect(await world.said()).toEqual(['overspent raised 88 : 90']);
  await world.plan('Ada', { spent: [88_000, 80_000] });
  expect(await world.said()).toEqual(['overspent resolved 88 : 90']);
  expect(await world.news()).toEqual({ Root: ['alert'], Mia: ['alert'] });
  world.pass(DAY_MS / 2);
  await world.plan('Ada', { spent: [80_000, 91_000] });
  expect(await world.alerts()).toMatchObject([{ state: 'raised', returns: 1, resolvedAt: null }]);
  expect(await world.news()).toEqual({});
  await world.plan('Ada', { spent: [91_000, 0] });
  world.pass(DAY_MS);
  await world.plan('Ada', { spent: [0, 99_000] });
  expect(await world.said()).toEqual(['overspent raised 99 : 90', 'overspent resolved 91 : 90']);
  expect(await world.news()).toEqual({ Root: ['alert'], Mia: ['alert'] });
});

test('admins, the managers of the division and the owner are told, as they wish, and not who did it', async () => {
  const world = await alertWorld();
  const off = { userId: world.idOf('Root'), kind: 'alert', channel: 'inbox', on: false };
  await world.change('Root', ['preference.channel', off]);
  await world.plan('Mia', { cash: [null, 400], cashThreshold: [null, 1_000] });
  expect(await world.news()).toEqual({ Ada: ['alert'] });
  const [alert] = await world.alerts();
  expect(alert).toMatchObject({ divisionIds: [world.divisionId], ownerId: world.idOf('Ada') });
  expect(await world.scopesOf(alert?.id ?? '')).toEqual(
    ['admin', `division:${world.divisionId}`, `user:${world.idOf('Ada')}`].toSorted(),
  );
});

test('whoever is given an alert sees it and hears of it', async () => {
  const world = await alertWorld();
  await world.plan('Ada', { cash: [null, 400], cashThreshold: [null, 1_000] });
  await world.news();
  const [alert] = await world.alerts();
  const changes = { assigneeId: { was: null, now: world.idOf('Tom') } };
  await world.change('Mia', ['alert.update', { id: alert?.id ?? '', changes }]);
  expect(await world.news()).toEqual({ Tom: ['alert'] });
  expect(await world.scopesOf(alert?.id ?? '')).toContain(`user:${world.idOf('Tom')}`);
});

test('promise 4: an alert follows the division and the owner of its project; put away or over, it ends', async () => {
  const world = await alertWorld();
  const [divisionId, phaseId, id] = [newId(), newId(), world.projectId];
  const late = { startsOn: null, endsOn: '2026-02-27', status: 'running', progress: 0 };
  await world.change(
    'Root',
    ['division.create', { id: divisionId, name: 'Parks' }],
    ['phase.create', { id: phaseId, projectId: id, name: 'Dig', position: 'a0', ...late }],
  );
  await world.plan('Ada', { cash: [null, 400], cashThreshold: [null, 1_000] });
  await world.dueIn(-2, { projectId: id });
  const edit = (field: string, was: string, now: string): Step => [
    'project.update',
    { id, changes: { [field]: { was, now } } },
  ];
  await world.change('Root', edit('divisionId', world.divisionId, divisionId));
  await world.plan('Root', { ownerId: [world.idOf('Ada'), world.idOf('Ben')] });
  const alerts = await world.alerts();
  expect(alerts.map(({ kind }) => kind).toSorted()).toEqual(['cash-low', 'phase-late', 'ticket-overdue']);
  for (const alert of alerts)
    expect(alert).toMatchObject({ divisionIds: [divisionId], ownerId: world.idOf('Ben'), state: 'raised' });
  await world.plan('Root', { stage: ['running', 'finished'] });
  expect(await world.said()).toEqual([
    'cash-low resolved 400 : 1000',
    'phase-late resolved 3 : 0',
    'ticket-overdue raised 0 : 0',
  ]);
  await world.change('Root', edit('status', 'active', 'archived'));
  expect((await world.alerts()).every(({ state }) => state === 'resolved')).toBe(true);
});

test('what an alert is about may be taken back: the alert ends', async () => {
  const world = await alertWorld();
  const ticket = newTicket({ due: '2026-03-01T10:00:00.000Z' });
  await world.change('Sam', ['ticket.create', ticket]);
  await world.change('Sam', ['ticket.withdraw', { id: ticket.id }]);
  expect(await world.said()).toEqual(['ticket-overdue resolved 1 : 0']);
});

/** The person's alerts of the week, and the division's, in plain words. */
async function loads(world: AlertWorld): Promise<readonly string[]> {
  return (await world.said()).map((line) => line.replace('-over', ''));
}

const weekdays = (hours: number) => [hours, hours, hours, hours, hours, 0, 0];

test('who is planned for more than they work in a coming week raises an alert, and their division together', async () => {
  const world = await alertWorld();
  await world.change('Ada', world.hours('Ben', nextWeek, 0, 41), world.hours('Ben', '2025-03-03', 0, 80));
  expect(await loads(world)).toEqual(['person raised 102.5 : 100']);
  expect(await world.alerts()).toMatchObject([
    { subjectId: world.idOf('Ben'), week: nextWeek, divisionIds: [world.divisionId], ownerId: null },
  ]);
  await world.change(
    'Ada',
    world.hours('Ben', nextWeek, 41, 39),
    world.hours('Ada', nextWeek, 0, 40),
    world.hours('Mia', nextWeek, 0, 44),
  );
  expect(await loads(world)).toEqual([
    'division raised 102.5 : 100',
    'person raised 110 : 100',
    'person raised 97.5 : 100',
  ]);
  await world.change('Ada', world.hours('Ben', nextWeek, 39, 0));
  expect((await loads(world)).slice(0, 2)).toEqual([
    'division resolved 102.5 : 100',
    'person raised 110 : 100',
  ]);
});

const away = (world: AlertWorld, name: Name): Step => [
  'absence.add',
  { id: newId(), userId: world.idOf(name), startsOn: nextWeek, endsOn: nextWeek, share: 100, note: '' },
];

test('working hours, absences and holidays move what is too much', async () => {
  const world = await alertWorld();
  await world.change('Ada', world.hours('Ben', nextWeek, 0, 40));
  expect(await loads(world)).toEqual([]);
  await world.change('Ben', away(world, 'Ben'));
  expect(await loads(world)).toEqual(['person raised 125 : 100']);
  const changes = { weekdays: { was: weekdays(8), now: weekdays(12) } };
  await world.change('Mia', ['work-hours.set', { id: world.idOf('Ben'), changes }]);
  expect(await loads(world)).toEqual(['person resolved 125 : 100']);
  const free = { name: 'Feast', share: 100 };
  const holiday = (day: string, divisionId: string | null): Step => [
    'holiday.add',
    { id: newId(), day, divisionId, ...free },
  ];
  await world.change('Mia', holiday('2026-03-10', world.divisionId));
  expect(await loads(world)).toEqual(['person raised 111.1 : 100']);
  await world.change('Mia', holiday('2026-03-11', null));
  expect(await loads(world)).toEqual(['person raised 166.7 : 100']);
});

test('who joins or leaves a division, or works here no more, moves its figures and who sees theirs', async () => {
  const world = await alertWorld();
  await world.change('Ada', world.hours('Ben', nextWeek, 0, 130));
  expect(await loads(world)).toEqual(['division raised 108.3 : 100', 'person raised 325 : 100']);
  const membershipId = newId();
  const member = { userId: world.idOf('Tom'), groupTable: 'division', groupId: world.divisionId };
  await world.change('Root', ['membership.add', { id: membershipId, ...member, role: 'member' }]);
  expect((await loads(world))[0]).toBe('division resolved 108.3 : 100');
  await world.change('Root', ['membership.remove', { id: membershipId }]);
  expect((await loads(world))[0]).toBe('division raised 108.3 : 100');
  const ben = (await world.rows('membership')).find(
    ({ data }) => data.userId === world.idOf('Ben') && data.groupTable === 'division',
  );
  await world.change('Root', ['membership.remove', { id: ben?.id ?? '' }]);
  expect(await loads(world)).toEqual(['division resolved 108.3 : 100', 'person raised 325 : 100']);
  const [own] = (await world.alerts()).filter(({ subjectTable }) => subjectTable === 'user');
  expect(await world.scopesOf(own?.id ?? '')).toEqual(['admin']);
  await world.change('Root', ['user.disable', { id: world.idOf('Ben') }]);
  expect(await loads(world)).toEqual(['division resolved 108.3 : 100', 'person resolved 325 : 100']);
});

test('a rule that is changed holds at once for everything, and one that is off raises nothing', async () => {
  const world = await alertWorld();
  await world.plan('Ada', { budget: [null, 1_000], spent: [0, 800] });
  await world.change('Ada', world.hours('Ben', nextWeek, 0, 50), world.hours('Ben', '2026-03-30', 0, 50));
  await world.change('Root', ['alert-rule.set', { kind: 'overspent', limit: 75 }]);
  expect((await world.said())[0]).toBe('overspent raised 80 : 75');
  await world.change('Root', ['alert-rule.set', { kind: 'overspent', isOn: false }]);
  expect((await world.said())[0]).toBe('overspent resolved 80 : 75');
  await world.change('Root', ['alert-rule.set', { kind: 'person-over', weeksAhead: 2 }]);
  expect((await loads(world)).slice(1)).toEqual(['person raised 125 : 100', 'person resolved 125 : 100']);
  await world.change('Root', ['alert-rule.set', { kind: 'person-over', limit: 130 }]);
  expect((await loads(world)).slice(1)).toEqual(['person resolved 125 : 100', 'person resolved 125 : 100']);
});

test('S23: an alert holds no word of what it is about', async () => {
  const world = await alertWorld();
  await world.dueIn(-1, { title: 'Secret title' });
  expect(JSON.stringify(await world.alerts())).not.toMatch(/secret/i);
  expect(await world.alerts()).toHaveLength(1);
});

test('S28: over what the server wrote nobody is overwritten, over what a person wrote they are', async () => {
  const world = await alertWorld();
  await world.dueIn(-1, { divisionId: world.divisionId });
  const [alert] = await world.alerts();
  const giving = (was: Name, now: Name): Step => [
    'alert.update',
    { id: alert?.id ?? '', changes: { assigneeId: { was: world.idOf(was), now: world.idOf(now) } } },
  ];
  const told = async () => (await world.rows('overwrite')).map(({ data }) => data.userId);
  // Mia has seen it given to Tom, which a restore has taken away.
  await world.change('Mia', giving('Tom', 'Ben'));
  expect(await world.alerts()).toMatchObject([{ assigneeId: world.idOf('Ben') }]);
  expect(await told()).toEqual([]);
  await world.change('Root', giving('Tom', 'Ada'));
  expect(await told()).toEqual([world.idOf('Mia')]);
});

test('an import raises alerts and tells nobody of them', async () => {
  const world = await alertWorld();
  await world.news();
  const written = { createdAt: '2026-02-01T10:00:00.000Z', updatedAt: '2026-02-01T10:00:00.000Z' };
  const late = { status: 'open', due: '2026-03-01T10:00:00.000Z', divisionId: world.divisionId };
  const ticket = { id: newId(), title: 'Tap', description: '', priority: 'normal', comments: [] };
  await world.change('Root', ['ticket.import', { ...ticket, ...late, ...written }]);
  expect(await world.said()).toEqual(['ticket-overdue raised 1 : 0']);
  expect(await world.news()).toEqual({});
});

test('one push settles each subject once, in one version after its own, and makes few notifications', async () => {
  const world = await alertWorld();
  const before = await world.version();
  const cells = Array.from({ length: 40 }, (_, place) =>
    world.hours(
      place % 2 === 0 ? 'Ada' : 'Ben',
      place < 20 ? week : nextWeek,
      place === 0 ? 0 : 40 + place - 1,
      40 + place,
    ),
  );
  await world.push('Mia', cells);
  expect(await world.version()).toBe(before + 40 + 1);
  expect(await world.alerts()).toHaveLength(5);
  const tickets = Array.from(
    { length: 60 },
    (): Step => ['ticket.create', newTicket({ due: '2026-03-02T09:00:00.000Z', projectId: world.projectId })],
  );
  await world.push('Ada', tickets);
  expect(await world.alerts()).toHaveLength(65);
  const told = await world.notifications('Root');
  expect(told.reduce((sum, { count }) => sum + count, 0)).toBe(65);
  expect(told.length).toBeLessThan(20);
});
