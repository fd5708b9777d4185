import { Readable } from 'node:stream';
import { get } from '@holdfast/shared/effect/rows.ts';
import { type User, userModel } from '@holdfast/shared/model/user.ts';
import { expect, test } from 'vitest';
import { type OpenData, queueOn, withData } from '../cli/open-data.ts';
import { loadConfig } from '../config.ts';
import type { Store } from '../store/store.ts';
import { readStore } from '../store/work.ts';
import { runReadingEffect } from '../sync/run-effect.ts';
import { tempFolder } from '../test-support/temp-folder.ts';
import { addPerson } from '../test-support/test-server.ts';
import { parseCsvMap } from './csv-map.ts';
import { importCsv } from './import-csv.ts';

const map = parseCsvMap(
  JSON.stringify({
    source: 'test',
    key: 'Key',
    dates: { format: 'yyyy-MM-dd HH:mm', timeZone: 'Europe/Berlin' },
    blank: ['N/A'],
    title: { parts: ['{Kind}', '{Detail}'] },
    description: ['**Where:** {Street} {Town}', '**Who:** {Who}'],
    createdAt: 'Created',
    updatedAt: ['Changed'],
    status: { column: 'Status', values: { Done: 'closed' }, default: 'open' },
    priority: { default: 'normal' },
    division: 'Office',
    comment: { text: 'Answer', at: 'Changed' },
  }),
  'the map',
);

const header = 'Key,Created,Changed,Kind,Detail,Street,Town,Who,Status,Office,Answer';

async function importing(text: string, lines: string[] = []) {
  const config = loadConfig({ HOLDFAST_DATA: tempFolder() });
  const { id } = await addPerson(config, 'admin', 'Ada');
  return withData(config, async (data) => {
    const author = await personOf(data, id);
    const run = (csv: string) => runImport(data, author, csv, lines);
    const report = await run(text);
    const rows = await data.store.read(() => readStore((tx) => tx.rows('ticket', {}, undefined)));
    const comments = await data.store.read(() => readStore((tx) => tx.rows('message', {}, undefined)));
    const divisions = await data.store.read(() => readStore((tx) => tx.rows('division', {}, undefined)));
    return {
      report,
      again: await run(text),
      tickets: rows.map((row) => row.data),
      comments: comments.map((row) => row.data),
      divisions: divisions.map((row) => row.data.name),
    };
  });
}

async function personOf({ store }: OpenData, id: string): Promise<User> {
  const person = await store.read(() => runReadingEffect(get(userModel, id)));
  if (person === undefined) throw new Error('There is no author.');
  return person;
}

function runImport(data: OpenData, author: User, text: string, lines: string[]) {
  const input = Readable.from([text]);
  return importCsv({ ...data, map, author, input, tell: (line) => lines.push(line) });
}

test('a row becomes a ticket by the map: parts joined, empty lines left out, repeats named once', async () => {
  const { tickets, comments, divisions } = await importing(
    `${header}\n1,2024-07-01 12:00,2024-07-02 09:30,Noise,Noise,Main St,,N/A,Done,Roads,"All, done"\n`,
  );
  expect(tickets).toMatchObject([
    {
      title: 'Noise',
      description: '**Where:** Main St',
      status: 'closed',
      priority: 'normal',
      number: 1,
      createdAt: '2024-07-01T10:00:00.000Z',
      updatedAt: '2024-07-02T07:30:00.000Z',
    },
  ]);
  expect(comments).toMatchObject([{ body: 'All, done', createdAt: '2024-07-02T07:30:00.000Z' }]);
  expect(divisions).toEqual(['Roads']);
});

test('bad rows are named by line and reason, the rest goes in, and a second run doubles nothing', async () => {
  const lines: string[] = [];
  const long = 'x'.repeat(301);
  const { report, again, tickets, divisions } = await importing(
    [
      header,
      '1,2024-07-01 12:00,,Noise,Loud,,,,Done,Roads,',
      '2,yesterday,,Noise,Loud,,,,Done,Roads,',
      '3,2024-07-01 12:00,2024-02-30 12:00,Noise,Loud,,,,Done,Roads,',
      '4,2024-07-01 12:00,,,,,,,Done,Roads,',
      ',2024-07-01 12:00,,Noise,Loud,,,,Done,Roads,',
      '6,2024-07-01 12:00,too,few',
      `7,2024-07-01 12:00,,${long},Loud,,,,Done,Roads,`,
      '8,2024-07-01 12:00,,"Two\nlines",Loud,,,,Odd,Roads,',
      '9,2024-07-01 12:00,,Last,Loud,,,,,Parks,',
      '1,2024-07-01 12:00,,Noise,Loud,,,,Done,Roads,',
    ].join('\n'),
    lines,
  );
  expect(report).toMatchObject({ imported: 3, skipped: 1 });
  expect(report.rejected).toEqual([
    { line: 3, reason: '"Created" holds "yesterday", which is no date of the format' },
    { line: 4, reason: '"Changed" holds "2024-02-30 12:00", which is no date of the format' },
    { line: 5, reason: 'the title is empty' },
    { line: 6, reason: '"Key" is empty' },
    { line: 7, reason: 'it has 4 columns and not 11' },
    { line: 8, reason: expect.stringContaining('title') },
  ]);
  expect(lines).toContain(
    'Line 3 was not taken: "Created" holds "yesterday", which is no date of the format.',
  );
  expect(lines).toContain('Line 10: The status was “Odd” where this came from.');
  expect(tickets.map((ticket) => ticket.status)).toEqual(expect.arrayContaining(['closed', 'open', 'open']));
  expect(divisions.sort()).toEqual(['Parks', 'Roads']);
  expect(again).toMatchObject({ imported: 0, skipped: 4 });
  expect(again.rejected).toHaveLength(6);
});

test('a broken quote costs its own row and is named', async () => {
  const { report } = await importing(
    `${header}\n1,2024-07-01 12:00,,No"ise,Loud,,,,Done,Roads,\n2,2024-07-01 12:00,,Noise,Loud,,,,Done,Roads,\n`,
  );
  expect(report).toMatchObject({
    imported: 1,
    rejected: [{ line: 2, reason: expect.stringMatching(/quote/i) }],
  });
});

test('a file without a header is refused', async () => {
  await expect(importing('')).rejects.toThrow('it has no header line');
});

/** Runs each write twice, as after a line to the database that broke before its end: of the first time nothing stays. */
function begunAnew(store: Store): Store {
  return {
    read: (work) => store.read(work),
    check: () => store.check(),
    close: () => store.close(),
    async write(work) {
      const broken = new Error('the line broke');
      const first = store.write(function* () {
        yield* work();
        throw broken;
      });
      await expect(first).rejects.toBe(broken);
      return store.write(work);
    },
  };
}

test('S1: a division is made again where its transaction is begun anew', async () => {
  const config = loadConfig({ HOLDFAST_DATA: tempFolder() });
  const { id } = await addPerson(config, 'admin', 'Ada');
  await withData(config, async (data) => {
    const author = await personOf(data, id);
    const queue = queueOn(begunAnew(data.store), data.outside, config);
    const csv = `${header}\n1,2024-07-01 12:00,,Noise,Loud,,,,Done,Roads,\n`;
    expect(await runImport({ ...data, queue }, author, csv, [])).toMatchObject({ imported: 1, rejected: [] });
    const [division] = await data.store.read(() => readStore((tx) => tx.rows('division', {}, undefined)));
    const [ticket] = await data.store.read(() => readStore((tx) => tx.rows('ticket', {}, undefined)));
    expect(division?.data).toMatchObject({ name: 'Roads' });
    expect(ticket?.data).toMatchObject({ divisionId: division?.id });
  });
});
