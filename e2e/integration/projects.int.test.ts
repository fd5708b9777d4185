import { afterAll, beforeAll, expect, test } from 'vitest';
import { HeadlessClient } from '../support/headless-client.ts';
import { LineProxy } from '../support/line-proxy.ts';
import { filesWith } from '../support/raw-files.ts';
import { people, ServerProcess } from '../support/server-process.ts';
import { waitFor } from '../support/wait-for.ts';

/** One server for a manager and somebody of the staff, each behind a line that can be cut, and an admin. */
const server = new ServerProcess();
let lines: Record<'mia' | 'sam', LineProxy>;
const ada = new HeadlessClient();
const mia = new HeadlessClient();
const sam = new HeadlessClient();

/** Words of others that must leave the disk, each in another kind of place. */
const theirs = {
  project: 'Kqprojectzwvu',
  description: 'Kqdescriptionzwvy',
  phase: 'Kqphasezwvx',
  ticket: 'Kqtitlezwvw',
  comment: 'Kqcommentzwvz',
};
/** What Sam typed and never got through: it stays. */
const own = { phase: 'Mnphaseyxa', later: 'Mnlateryxc', comment: 'Mncommentyxb', text: 'Mntextyxd' };
/** Hours that only one other has planned: nothing else is this number. */
const THEIR_HOURS = 37.75;
const WEEK = '2031-03-03';

beforeAll(async () => {
  await server.addPeople(people.admin, people.manager, people.staff);
  await server.start();
  lines = { mia: new LineProxy(server.url), sam: new LineProxy(server.url) };
  await ada.signIn(server.url, people.admin);
  await mia.signIn(await lines.mia.start(), people.manager);
  await sam.signIn(await lines.sam.start(), people.staff);
}, 60_000);

afterAll(async () => {
  for (const client of [ada, mia, sam]) client.remove();
  for (const line of Object.values(lines)) await line.stop();
  await server.remove();
});

const idOf = (client: HeadlessClient): string => client.session.account.userId;

async function goOffline(name: 'mia' | 'sam', client: HeadlessClient): Promise<void> {
  lines[name].cutLine();
  await waitFor('the cut line', () => client.session.connection().state !== 'live');
}

async function goOnline(name: 'mia' | 'sam', client: HeadlessClient): Promise<void> {
  lines[name].heal();
  client.session.sync.tryNow();
  await client.waitUntilLive();
  await client.waitUntilSent();
}

/** A project of Ada's of which Sam is a manager, with a phase in it. Gives what it consists of. */
async function shareProject(name: string, fields: { description?: string; phase?: string } = {}) {
  const [projectId, phaseId, membershipId] = [ada.newId(), ada.newId(), ada.newId()];
  const { description = '', phase = 'Foundation' } = fields;
  const project = { id: projectId, membershipId: ada.newId(), name, description, divisionId: null };
  ada.mutate('project.create', project);
  ada.mutate('membership.add', {
    ...{ id: membershipId, groupTable: 'project', groupId: projectId },
    ...{ userId: idOf(sam), role: 'manager' },
  });
  const span = { startsOn: '2031-03-03', endsOn: '2031-03-14' };
  ada.mutate('phase.create', {
    ...{ id: phaseId, projectId, name: phase, position: 'a0', status: 'planned', progress: 0, ...span },
  });
  for (const client of [mia, sam])
    await waitFor('the phase', () => client.row('phase', phaseId) && client.row('project', projectId));
  return { projectId, phaseId, membershipId };
}

function hours(userId: string, projectId: string, was: number, now: number) {
  return { userId, projectId, phaseId: null, week: WEEK, changes: { hours: { was, now } } };
}

function move(id: string, was: readonly [string, string], now: readonly [string, string]) {
  return {
    id,
    changes: { startsOn: { was: was[0], now: now[0] }, endsOn: { was: was[1], now: now[1] } },
  };
}

/** Sam works on the project without a network, so that what was seen and copies of the rows are on the disk, and restarts. */
async function workOffline(projectId: string, phaseId: string): Promise<void> {
  await goOffline('sam', sam);
  sam.mutate('phase.update', { id: phaseId, changes: { name: { was: theirs.phase, now: own.phase } } });
  const later = { name: own.later, position: 'a1', startsOn: null, endsOn: null, status: 'planned' };
  sam.mutate('phase.create', { ...later, id: sam.newId(), projectId, progress: 0 });
  sam.mutate('message.create', { id: sam.newId(), threadId: projectId, body: own.comment });
  const description = { was: theirs.description, now: own.text };
  sam.mutate('project.update', { id: projectId, changes: { description } });
  sam.mutate('assignment.set', hours(idOf(mia), projectId, THEIR_HOURS, 8));
  await sam.restart();
  expect(filesWith(sam.folder, theirs.phase)).not.toEqual([]);
  expect(filesWith(sam.folder, `"was":${THEIR_HOURS}`, 10)).not.toEqual([]);
}

/** Every change that waited is listed with a reason in plain words. */
function expectRefused(...names: readonly string[]): void {
  const { refused, waiting } = sam.session.changes();
  expect(waiting).toEqual([]);
  expect(refused.map(({ name }) => name).sort()).toEqual(names);
  for (const { name, error } of refused)
    expect([name, error]).toEqual([name, { code: 'NOT_FOUND', message: expect.stringMatching(/ .*\.$/) }]);
}

function expectOnlyOwnWords(): void {
  for (const word of Object.values(theirs)) expect([word, filesWith(sam.folder, word)]).toEqual([word, []]);
  expect(filesWith(sam.folder, `"was":${THEIR_HOURS}`, 10)).toEqual([]);
  for (const word of Object.values(own)) expect([word, filesWith(sam.folder, word)]).not.toEqual([word, []]);
}

test('S11, S23: who is taken out of a project sees it vanish, on disk too; what they could not send is told with its reason, and their words stay', async () => {
  const { projectId, phaseId, membershipId } = await shareProject(theirs.project, theirs);
  const ticket = ada.createTicket(theirs.ticket, { projectId });
  ada.mutate('message.create', { id: ada.newId(), threadId: projectId, body: theirs.comment });
  ada.mutate('assignment.set', hours(idOf(mia), projectId, 0, THEIR_HOURS));
  await waitFor('the comment', () => sam.rows('message').length === 1);
  await waitFor('the rest', () => sam.rows('assignment').length === 1 && sam.row('ticket', ticket));
  await workOffline(projectId, phaseId);
  ada.mutate('membership.remove', { id: membershipId });
  await ada.waitUntilSent();
  await goOnline('sam', sam);
  await waitFor('the loss', () => sam.row('project', projectId) === undefined);
  for (const table of ['project', 'phase', 'ticket', 'message', 'assignment', 'thread', 'activity'])
    expect([table, sam.rows(table)]).toEqual([table, []]);
  expectRefused('assignment.set', 'message.create', 'phase.create', 'phase.update', 'project.update');
  expectOnlyOwnWords();
  sam.stop();
  expectOnlyOwnWords();
  await sam.restart();
  await sam.waitUntilLive();
});

test('S28: two people move the same phase offline: the later arrival stands, the other is told and puts theirs back', async () => {
  const { phaseId } = await shareProject('Roof');
  const was = ['2031-03-03', '2031-03-14'] as const;
  const [mias, sams] = [
    ['2031-04-07', '2031-04-18'],
    ['2031-05-05', '2031-05-16'],
  ] as const;
  await Promise.all([goOffline('mia', mia), goOffline('sam', sam)]);
  mia.mutate('phase.update', move(phaseId, was, mias));
  sam.mutate('phase.update', move(phaseId, was, sams));
  expect(mia.row('phase', phaseId)).toMatchObject({ startsOn: mias[0], endsOn: mias[1] });
  await goOnline('mia', mia);
  await goOnline('sam', sam);
  for (const client of [ada, mia, sam])
    await waitFor('the later move', () => client.row('phase', phaseId)?.startsOn === sams[0]);
  const told = await waitFor('the word to Mia', () => {
    const rows = mia.rows('overwrite', { where: { subjectId: phaseId } });
    return rows.length === 2 && rows.map(({ row }) => row);
  });
  expect(told.map(({ field }) => field).sort()).toEqual(['endsOn', 'startsOn']);
  expect(sam.rows('overwrite', { where: { subjectId: phaseId } })).toEqual([]);

  const activity = mia.row('activity', String(told[0]?.activityId));
  expect(activity).toMatchObject({ subjectTable: 'phase', subjectId: phaseId, actorId: idOf(sam) });
  expect(activity?.changes).toEqual([
    { field: 'startsOn', from: mias[0], to: sams[0] },
    { field: 'endsOn', from: mias[1], to: sams[1] },
  ]);
  mia.mutate('phase.update', move(phaseId, sams, mias));
  for (const client of [ada, mia, sam])
    await waitFor('what was put back', () => client.row('phase', phaseId)?.endsOn === mias[1]);
  await mia.waitUntilSent();
  // Sam's own move was seen by whoever put theirs back: nobody is told of that.
  expect(sam.rows('overwrite', { where: { subjectId: phaseId } })).toEqual([]);
});

test('S2, S28: two people plan the same empty cell offline: one row, the later hours, and the other is told', async () => {
  const { projectId } = await shareProject('Pipes');
  await Promise.all([goOffline('mia', mia), goOffline('sam', sam)]);
  mia.mutate('assignment.set', hours(idOf(sam), projectId, 0, 16));
  sam.mutate('assignment.set', hours(idOf(sam), projectId, 0, 24));
  await goOnline('mia', mia);
  await goOnline('sam', sam);
  const planned = (client: HeadlessClient) => client.rows('assignment', { where: { projectId } });
  for (const client of [ada, mia, sam]) {
    await waitFor('the later hours', () => planned(client)[0]?.row.hours === 24);
    expect(planned(client)).toHaveLength(1);
  }
  const { id } = planned(mia)[0]?.row ?? { id: '' };
  const [told] = await waitFor('the word to Mia', () => {
    const rows = mia.rows('overwrite', { where: { subjectId: id } });
    return rows.length === 1 && rows;
  });
  expect(told?.row).toMatchObject({ subjectTable: 'assignment', field: 'hours', seen: false });
  expect(sam.rows('overwrite', { where: { subjectId: id } })).toEqual([]);
});

test('an alert that one’s edit without a network causes reaches the manager of the division once it arrives, and ends when its cause does', async () => {
  const { projectId } = await shareProject('Boilers');
  const divisionId = ada.newId();
  ada.mutate('division.create', { id: divisionId, name: 'West' });
  ada.mutate('membership.add', {
    ...{ id: ada.newId(), groupTable: 'division', groupId: divisionId },
    ...{ userId: idOf(mia), role: 'manager' },
  });
  const plan = { cash: { was: null, now: 90_000 }, cashThreshold: { was: null, now: 50_000 } };
  ada.mutate('project.update', { id: projectId, changes: { divisionId: { was: null, now: divisionId } } });
  ada.mutate('project.plan', { id: projectId, changes: plan });
  await waitFor('the plan', () => sam.row('project', projectId)?.cash === 90_000);
  await goOffline('sam', sam);
  sam.mutate('project.plan', { id: projectId, changes: { cash: { was: 90_000, now: 40_000 } } });
  const about = { where: { subjectId: projectId } };
  expect([mia.rows('alert', about), sam.rows('alert', about)]).toEqual([[], []]);
  await goOnline('sam', sam);

  for (const client of [ada, mia]) {
    const alert = await waitFor('the alert', () => client.rows('alert', about)[0]?.row);
    expect(alert).toMatchObject({ kind: 'cash-low', state: 'raised', value: 40_000, limit: 50_000 });
    const where = { subjectId: alert.id };
    const told = await waitFor('the word', () => client.rows('notification', { where })[0]?.row);
    expect(told).toMatchObject({ kind: 'alert', subjectTable: 'alert', readAt: null });
    await waitFor('the inbox', () => client.session.notices.inbox().unread > 0);
  }
  // Whose project it is not is alerted of nothing, whoever caused it.
  expect([sam.rows('alert', about), sam.rows('notification', { where: { kind: 'alert' } })]).toEqual([
    [],
    [],
  ]);
  ada.mutate('project.plan', { id: projectId, changes: { cash: { was: 40_000, now: 80_000 } } });
  for (const client of [ada, mia])
    await waitFor('the end', () => client.rows('alert', about)[0]?.row.state === 'resolved');
  expect(mia.rows('alert', about)).toHaveLength(1);
});
