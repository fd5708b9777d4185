import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '@holdfast/shared/json.ts';
import { usualWeekdays } from '@holdfast/shared/model/work-hours.ts';
import { expect, test } from 'vitest';
import { withData } from '../cli/open-data.ts';
import { loadConfig } from '../config.ts';
import { readStore } from '../store/work.ts';
import { applyMutation } from '../sync/apply-mutation.ts';
import { newTicket } from '../test-support/changes.ts';
import { runHere } from '../test-support/run-command.ts';
import { tempFolder } from '../test-support/temp-folder.ts';
import { addPerson, newId } from '../test-support/test-server.ts';

const sample = (name: string) => join(import.meta.dirname, 'samples', name);

/** An organisation of Ada, who is an admin, and of Ben. */
async function someData() {
  const config = loadConfig({ HOLDFAST_DATA: tempFolder() });
  const ada = await addPerson(config, 'admin', 'Ada');
  const ben = await addPerson(config, 'agent', 'Ben Agent');
  const sam = await addPerson(config, 'staff', 'Sam Staff');
  const run = (...args: string[]) => runHere(args, { HOLDFAST_DATA: config.dataFolder });
  const rows = (table: string) =>
    withData(config, ({ store }) =>
      store.read(function* () {
        return (yield* readStore((tx) => tx.rows(table, {}, undefined))).map(({ data }) => data);
      }),
    );
  const apply = (name: string, args: object) =>
    withData(config, ({ queue }) =>
      queue.submit(1, function* (commit) {
        yield* applyMutation(commit, yield* commit.person(ada.id), { name, args, at: commit.now });
      }),
    );
  /** Plans a project, people and days: rows of each kind that there is besides. */
  const plan = async (projectId: string) => {
    const week = '2031-03-03';
    const days = { startsOn: week, endsOn: week };
    await apply('project.plan', {
      id: projectId,
      changes: { cash: { was: null, now: 5 }, cashThreshold: { was: null, now: 100 } },
    });
    const phase = { id: newId(), projectId, name: 'Ground', position: 'a0', ...days };
    await apply('phase.create', { ...phase, status: 'planned', progress: 0 });
    const place = { userId: ben.id, projectId, phaseId: phase.id, week };
    for (const [was, now] of [
      [0, 8],
      [8, 12],
    ])
      await apply('assignment.set', { ...place, changes: { hours: { was, now } } });
    const weekdays = { was: usualWeekdays, now: [8, 8, 8, 8, 0, 0, 0] };
    await apply('work-hours.set', { id: ben.id, changes: { weekdays } });
    await apply('absence.add', { id: newId(), userId: ben.id, ...days, share: 100, note: 'Away' });
    await apply('holiday.add', { id: newId(), divisionId: null, name: 'Spring', day: week, share: 50 });
    await apply('alert-rule.set', { kind: 'cash-low', isOn: true });
  };
  return { config, ada, ben, sam, run, rows, apply, plan };
}

type World = Awaited<ReturnType<typeof someData>>;

/** Imports, and says what came of it. */
async function importing({ run }: World, ...args: string[]) {
  const { code, out, err } = await run('import', ...args, '--json');
  expect(err.includes('"error"'), err).toBe(false);
  expect(code).toBe(0);
  return JSON.parse(out);
}

const sorted = (rows: readonly object[], by: string) =>
  rows.toSorted((one, other) => String(Reflect.get(one, by)).localeCompare(String(Reflect.get(other, by))));

test('a CSV export of Jira becomes tickets, bad rows are named, and a second run makes nothing twice', async () => {
  const world = await someData();
  const report = await importing(world, 'jira', sample('jira.csv'));
  expect(report).toMatchObject({ imported: 3, skipped: 0 });
  expect(report.rejected).toEqual([
    { line: 11, reason: '"Created" holds "31/Feb/24 9:00 AM", which is no date' },
    { line: 12, reason: '"Summary" is empty' },
    { line: 13, reason: 'it has 3 columns and not 21' },
    { line: 15, reason: 'it stands in the file twice' },
  ]);
  const tickets = sorted(await world.rows('ticket'), 'title');
  expect(tickets).toMatchObject([
    {
      title: 'Lamp, "blue", is out',
      ...{ status: 'resolved', priority: 'low', endedAt: '2024-02-29T08:00:00.000Z' },
      description: 'Bulb was replaced.\n\nAssignee: olga.ortiz',
    },
    {
      title: 'The door does not close',
      ...{ status: 'open', priority: 'normal', description: '=1+1' },
    },
    {
      title: 'The pump in hall 3 is loud',
      ...{ status: 'in_progress', priority: 'urgent', due: '2024-03-15T00:00:00.000Z', endedAt: null },
      ...{ assigneeId: world.ben.id, creatorId: world.sam.id, createdAt: '2024-03-02T09:15:00.000Z' },
      description: [
        '## What happens',
        'It **howls** from time to time, see [the plan](https://example.org/plan).',
        '1. switch it on',
        '1. wait',
        '',
        '```bash\npump --start *\n```',
        '',
        'Labels: pump, hall-3',
      ].join('\n'),
    },
  ]);
  const comments = sorted(await world.rows('message'), 'createdAt');
  expect(comments).toMatchObject([
    { body: '**Sam Staff:**\n\nIt is getting **worse**; please hurry', number: 1, authorId: world.ada.id },
    { body: '**Ben Agent:**\n\nOrdered a part', number: 2, createdAt: '2024-03-03T16:05:00.000Z' },
  ]);
  expect(await world.rows('project')).toMatchObject([{ name: 'Operations', ownerId: world.ada.id }]);
  expect(await importing(world, 'jira', sample('jira.csv'))).toMatchObject({ imported: 0, skipped: 3 });
  expect(await world.rows('ticket')).toHaveLength(3);
});

test('issues of GitHub become tickets, from its REST interface and from its command line', async () => {
  const world = await someData();
  const rest = await importing(world, 'github', sample('github-rest.json'));
  expect(rest).toMatchObject({ imported: 2, skipped: 0 });
  expect(rest.rejected).toMatchObject([
    { line: 4, reason: expect.stringContaining('number') },
    { line: 5, reason: expect.stringContaining('expected object') },
    { line: 6, reason: '"Title" is empty' },
  ]);
  expect(await importing(world, 'github', sample('github-cli.json'))).toMatchObject({ imported: 2 });
  expect(sorted(await world.rows('ticket'), 'createdAt')).toMatchObject([
    {
      title: 'Crash when the list is empty',
      ...{ status: 'resolved', assigneeId: world.ben.id, due: '2024-04-01T07:00:00.000Z' },
      description: 'Steps:\r\n1. open\r\n2. look\n\nLabels: bug, ui\n\nCreator: octo-sam',
    },
    { title: 'No body, deleted author', status: 'open', description: '', creatorId: world.ada.id },
    { status: 'open', title: 'Dark mode' },
    { status: 'closed', title: "Won't be done", endedAt: '2024-05-03T10:00:00.000Z' },
  ]);
  expect(sorted(await world.rows('message'), 'number')).toMatchObject([
    { body: 'First' },
    { body: '**octo-ada:**\n\nSecond; with a semicolon' },
  ]);
  expect(await importing(world, 'github', sample('github-cli.json'))).toMatchObject({
    imported: 0,
    skipped: 2,
  });
});

test('people, projects, phases and hours come from CSV, and go out so that they come in again as they are', async () => {
  const world = await someData();
  const file = (name: string, ...lines: string[]) => {
    const path = join(world.config.dataFolder, name);
    writeFileSync(path, lines.join('\n'));
    return path;
  };
  const people = file(
    'people.csv',
    'Name,E-Mail,Role,Team,Disabled',
    'Nora,NORA@example.org,Desk,Roads,',
    'X,no address,staff,,',
    'Olga,olga@example.org,staff,,TRUE',
  );
  expect(await importing(world, 'csv', people, '--kind', 'person')).toMatchObject({
    imported: 2,
    rejected: [{ line: 3, reason: '"no address" is no e-mail address' }],
  });
  const projects = file(
    'projects.csv',
    'Name,Lead,Start,End,Budget,Status',
    'Bridge,Nora,1.3.2026,31.12.2026,"12.500,50",active',
    'Late,Nora,2026-03-02,2026-03-01,,',
    'Odd,Nobody,,,,',
  );
  const report = await importing(world, 'csv', projects, '--kind', 'project', '--source', 'erp');
  expect(report).toMatchObject({
    imported: 1,
    rejected: [
      { line: 3, reason: 'it would end on 2026-03-01, before it begins on 2026-03-02' },
      { line: 4, reason: 'there is nobody called "Nobody", or several are' },
    ],
  });
  const phases = file(
    'phases.json',
    '{"project":"Bridge","name":"Ground"}',
    '{"project":"bridge","name":"Steel","progress":"50 %"}',
  );
  expect(await importing(world, 'json', phases, '--kind', 'phase')).toMatchObject({ imported: 2 });
  const hours = file(
    'hours.csv',
    'Person,Project,Phase,Week,Hours',
    'nora@example.org,Bridge,Steel,2026-W10,"7,5"',
    'Nora,Bridge,,2026-03-04,8',
    'Nora,Bridge,,2026-03-04,0.3',
    'Nora,Tunnel,,2026-03-04,1',
    'Nora,Bridge,Roof,2026-03-04,1',
  );
  const planned = await importing(world, 'csv', hours, '--kind', 'assignment');
  expect(planned).toMatchObject({ imported: 2, rejected: [{ line: 4 }, { line: 5 }, { line: 6 }] });
  expect(await world.rows('project')).toMatchObject([
    { startsOn: '2026-03-01', endsOn: '2026-12-31', budget: 1_250_050, stage: 'running' },
  ]);
  expect(await world.rows('assignment')).toMatchObject([{ week: '2026-03-02' }, { week: '2026-03-02' }]);
  const other = await someData();
  for (const kind of ['person', 'project', 'phase', 'assignment']) {
    const [out, there] = [world, other].map(({ config }) => join(config.dataFolder, `${kind}.csv`));
    if (out === undefined || there === undefined) throw new Error('There is no file.');
    expect((await world.run('export', 'csv', out, '--kind', kind)).code).toBe(0);
    expect(await importing(world, 'csv', out, '--kind', kind)).toMatchObject({ imported: 0, rejected: [] });
    expect(await importing(other, 'csv', out, '--kind', kind)).toMatchObject({ rejected: [] });
    await other.run('export', 'csv', there, '--kind', kind);
    expect(linesIn(there)).toEqual(linesIn(out));
  }
});

const linesIn = (file: string) => readFileSync(file, 'utf8').split('\r\n').sort();

test('a file that lacks a column, is no JSON or names no time zone is refused with words', async () => {
  const { run, config } = await someData();
  const file = join(config.dataFolder, 'wrong.csv');
  writeFileSync(file, 'a,b\n1,2\n');
  expect((await run('import', 'csv', file)).err).toContain('no column for title (title, summary');
  expect((await run('import', 'json', file)).err).toContain('no column for title');
  expect((await run('import', 'jira', sample('jira.csv'), '--time-zone', 'Nowhere/At all')).err).toContain(
    'time zone',
  );
  expect((await run('import', 'csv', join(config.dataFolder, 'none.csv'))).code).toBe(1);
});

test('a whole organisation goes into an empty server and compares equal, with its history and its numbers', async () => {
  const world = await someData();
  const [ticket, projectId, group] = [newTicket(), newId(), newId()];
  await world.apply('ticket.create', ticket);
  const status = { was: 'open', now: 'resolved' };
  await world.apply('ticket.update', { id: ticket.id, changes: { status } });
  await world.apply('message.create', { id: newId(), threadId: ticket.id, body: 'On it' });
  const named = { name: 'Bridge', description: '', divisionId: null };
  await world.apply('project.create', { id: projectId, membershipId: newId(), ...named });
  const members = [world.ada.id, world.ben.id].map((userId) => ({ id: newId(), userId }));
  await world.apply('conversation.create', { id: group, name: 'Quiet', members });
  await world.apply('message.create', { id: newId(), threadId: group, body: 'Between us' });
  await world.plan(projectId);
  const other = loadConfig({ HOLDFAST_DATA: tempFolder() });
  const runThere = (...args: string[]) => runHere(args, { HOLDFAST_DATA: other.dataFolder });
  const [out, back, open] = ['all', 'back', 'open'].map((name) => join(tempFolder(), name)) as [
    string,
    string,
    string,
  ];

  expect((await world.run('export', 'organisation', out, '--conversations')).code).toBe(0);
  expect((await runThere('import', 'organisation', out)).out).toMatch(/Imported \d+ rows/);
  expect((await runThere('export', 'organisation', back, '--conversations')).code).toBe(0);
  expect(rowLines(back)).toEqual(rowLines(out));
  const tables = new Set(rowLines(out).map((line) => String(JSON.parse(line).table)));
  for (const table of ['activity', 'assignment', 'work_hours', 'absence', 'holiday', 'alert', 'alert_rule'])
    expect(tables).toContain(table);
  expect((await runThere('check')).code).toBe(0);

  expect((await runThere('import', 'organisation', out)).err).toContain('holds data already');
  expect((await world.run('export', 'organisation', open)).code).toBe(0);
  expect(readFileSync(open, 'utf8')).not.toContain('Between us');
  expect(readFileSync(out, 'utf8')).toContain('Between us');
  expect(await nextNumber(other, world.ada.id)).toBe(2);
});

/** The rows of an export, without the versions, which are each server's own. */
function rowLines(file: string): string[] {
  const [, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const { table, row } = JSON.parse(line);
    return canonicalJson({ table, row });
  });
}

async function nextNumber(config: World['config'], authorId: string): Promise<unknown> {
  const ticket = newTicket();
  return withData(config, async ({ queue, store }) => {
    await queue.submit(1, function* (commit) {
      const person = yield* commit.person(authorId);
      yield* applyMutation(commit, person, { name: 'ticket.create', args: ticket, at: commit.now });
    });
    return store.read(function* () {
      return (yield* readStore((tx) => tx.row('ticket', ticket.id)))?.data.number;
    });
  });
}

test('an organisation file that is cut off, foreign or newer is refused with its line', async () => {
  const folder = tempFolder();
  const target = loadConfig({ HOLDFAST_DATA: tempFolder() });
  const file = join(folder, 'file');
  const errorOf = async (...lines: string[]) => {
    writeFileSync(file, lines.join('\n'));
    const { code, err } = await runHere(['import', 'organisation', file], {
      HOLDFAST_DATA: target.dataFolder,
    });
    expect(code).toBe(2);
    return err;
  };
  const head = JSON.stringify({ holdfast: 'organisation', format: 1, schema: 5 });
  expect(await errorOf('')).toContain('is no export of an organisation');
  expect(await errorOf(JSON.stringify({ holdfast: 'organisation', format: 2, schema: 5 }))).toContain(
    'newer',
  );
  expect(await errorOf(head, '{"table":"user","version":1,"row":{"id"')).toContain('Line 2');
  expect(await errorOf(head, '{"file":"photo.jpg"}')).toContain('Line 2');
  expect(await errorOf(head, '{"table":"secret","version":1,"row":{"id":"x"}}')).toContain('"secret"');
  const division = (n: number) => {
    const row = { id: newId(), name: `Division ${n}`, createdAt: '2026-01-01T00:00:00.000Z' };
    return JSON.stringify({ table: 'division', version: n, row });
  };
  const many = Array.from({ length: 600 }, (_, place) => division(place));
  expect(await errorOf(head, ...many, '{"table":"division","ver')).toContain('Line 602');
  writeFileSync(file, [head, division(1)].join('\n'));
  const args = ['import', 'organisation', file];
  expect((await runHere(args, { HOLDFAST_DATA: target.dataFolder })).out).toContain('Imported 1 rows');
});
