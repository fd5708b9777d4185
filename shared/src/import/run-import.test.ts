import { expect, test } from 'vitest';
import { AT, Desk } from '../test-support/desk.ts';
import type { ImportKind } from './kinds.ts';
import { KnownRows } from './known-rows.ts';
import { guessMapping } from './mapping.ts';
import { RowReader } from './row-reader.ts';
import { type ImportReport, runImport } from './run-import.ts';
import { rowOf, type SourceItem } from './source-row.ts';

interface Run {
  readonly kind: ImportKind;
  readonly lines: readonly string[];
  readonly makesMissing?: boolean;
  readonly goesOn?: (report: ImportReport) => boolean;
}

/** Brings lines of CSV without quotes in, two at a time, by the rules that both sides have. */
async function importing(desk: Desk, { kind, lines, makesMissing = true, goesOn = () => true }: Run) {
  const [header = [], ...records] = lines.map((line) => line.split(','));
  const known = new KnownRows();
  for (const user of [desk.admin, desk.manager, desk.agent, desk.staff]) known.addPerson(user);
  return runImport(inPairs(records.map((record, place) => rowOf(header, record, place + 2))), {
    ...{ source: 'test', actorId: desk.admin.id, now: AT, makesMissing, known },
    reader: new RowReader(guessMapping(kind, header, { timeZone: 'UTC', isJira: false })),
    target: {
      present: async (table, ids) => new Set(ids.filter((one) => desk.rows.get(table, one) !== undefined)),
      apply: async (changes) => {
        for (const { name, args } of changes) desk.run(desk.admin, name, args);
        return undefined;
      },
    },
    onProgress: goesOn,
  });
}

async function* inPairs(items: readonly SourceItem[]): AsyncGenerator<readonly SourceItem[]> {
  for (let from = 0; from < items.length; from += 2) yield items.slice(from, from + 2);
}

const tickets = ['Key,Title', 'a,One', 'b,Two', 'c,Three', 'd,Four', 'a,One'];

test('an import that was stopped goes on at the next run, and makes nothing twice', async () => {
  const desk = new Desk();
  const first = await importing(desk, { kind: 'ticket', lines: tickets, goesOn: () => false });
  expect(first).toMatchObject({ read: 2, made: 2, skipped: 0 });
  const second = await importing(desk, { kind: 'ticket', lines: tickets });
  expect(second).toMatchObject({
    read: 5,
    made: 2,
    skipped: 2,
    bad: [{ line: 6, problem: { key: 'twice' } }],
  });
  expect(desk.rows.all('ticket').map((row) => row.title)).toHaveLength(4);
  expect(
    desk.rows
      .all('ticket')
      .map((row) => row.number)
      .sort(),
  ).toEqual([1, 2, 3, 4]);
});

test('projects and divisions that rows name are made once, or the rows are refused', async () => {
  const lines = ['Key,Title,Project,Division', 'a,One,Bridge,Roads', 'b,Two,bridge ,ROADS', 'c,Three,,'];
  const strict = new Desk();
  const refused = await importing(strict, { kind: 'ticket', lines, makesMissing: false });
  expect(refused).toMatchObject({ made: 1, bad: [{ line: 2 }, { line: 3 }] });
  expect(strict.rows.all('division')).toEqual([]);
  const desk = new Desk();
  expect(await importing(desk, { kind: 'ticket', lines })).toMatchObject({ made: 3, bad: [] });
  expect(desk.rows.all('project')).toMatchObject([{ name: 'Bridge', ownerId: desk.admin.id }]);
  expect(desk.rows.all('division')).toMatchObject([{ name: 'Roads' }]);
});

test('phases of a project stand in the order of the file', async () => {
  const desk = new Desk();
  const lines = ['Project,Name', ...Array.from({ length: 30 }, (_, n) => `Bridge,Phase ${n}`)];
  expect(await importing(desk, { kind: 'phase', lines })).toMatchObject({ made: 30, bad: [] });
  const inOrder = desk.rows
    .all('phase')
    .sort((one, other) => (String(one.position) < String(other.position) ? -1 : 1));
  expect(inOrder.map((row) => row.name)).toEqual(Array.from({ length: 30 }, (_, n) => `Phase ${n}`));
});

test('a name that several people have means none of them', async () => {
  const desk = new Desk();
  const known = new KnownRows();
  const { id, ...person } = desk.staff;
  known.addPerson({ ...person, id, name: 'Sam Stone' });
  known.addPerson({ ...desk.agent, name: 'sam stone' });
  known.addPerson({ ...desk.manager, name: 'Mia', disabled: true });
  expect([known.person('Sam Stone'), known.person(person.email.toUpperCase()), known.person('Mia')]).toEqual([
    undefined,
    id,
    undefined,
  ]);
});
