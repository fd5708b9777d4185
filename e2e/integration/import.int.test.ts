import type { ImportKind } from '@holdfast/shared/import/kinds.ts';
import { KnownRows } from '@holdfast/shared/import/known-rows.ts';
import { guessMapping } from '@holdfast/shared/import/mapping.ts';
import { RowReader } from '@holdfast/shared/import/row-reader.ts';
import { type ImportReport, runImport } from '@holdfast/shared/import/run-import.ts';
import { rowOf, type SourceItem } from '@holdfast/shared/import/source-row.ts';
import { projectSchema } from '@holdfast/shared/model/project.ts';
import { userSchema } from '@holdfast/shared/model/user.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HeadlessClient } from '../support/headless-client.ts';
import { LineProxy } from '../support/line-proxy.ts';
import { people, ServerProcess } from '../support/server-process.ts';
import { waitFor } from '../support/wait-for.ts';

/** Two devices of an admin, one of them behind a line that can be cut. */
const server = new ServerProcess();
const [near, far] = [new HeadlessClient(), new HeadlessClient()];
let line: LineProxy;

beforeAll(async () => {
  await server.addPeople(people.admin, people.agent);
  await server.start();
  line = new LineProxy(server.url);
  await near.signIn(server.url, people.admin);
  await far.signIn(await line.start(), people.admin);
});

afterAll(async () => {
  for (const client of [near, far]) client.remove();
  await line.stop();
  await server.remove();
});

/** Brings rows in on a device, as its page does. */
async function importing(client: HeadlessClient, kind: ImportKind, csv: string): Promise<ImportReport> {
  const [header = [], ...records] = csv.split('\n').map((text) => text.split(','));
  const items = records.map((record, place) => rowOf(header, record, place + 2));
  const parts = async function* (): AsyncGenerator<readonly SourceItem[]> {
    yield items;
  };
  const known = new KnownRows();
  for (const { row } of client.rows('user')) known.addPerson(userSchema.parse(row));
  for (const { row } of client.rows('project')) known.addProject(projectSchema.parse(row));
  return runImport(parts(), {
    ...{ source: 'test', makesMissing: true, known },
    actorId: client.session.account.userId,
    now: formatTime(Date.now()),
    reader: new RowReader(guessMapping(kind, header, { timeZone: 'UTC', isJira: false })),
    target: {
      present: async (table, ids) =>
        new Set(client.rows(table, { where: { id: [...ids] } }).map(({ row }) => row.id)),
      apply: async (changes) => refusalOf(() => client.session.mutateAll(changes)),
    },
    onProgress: () => true,
  });
}

function refusalOf(work: () => void): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof HoldfastError) return error.message;
    throw error;
  }
}

const tickets = [
  'Key,Title,Project,Status,Comments',
  ...Array.from({ length: 40 }, (_, n) => `${n},Ticket ${n},Bridge,Done,Said long ago`),
].join('\n');

test('two devices bring the same file in while they do not hear of each other: each row is there once, on both', async () => {
  line.cutLine();
  await waitFor('the cut line', () => far.session.connection().state !== 'live');
  expect(await importing(far, 'ticket', tickets)).toMatchObject({ made: 40, bad: [] });
  expect(await importing(near, 'ticket', tickets)).toMatchObject({ made: 40, bad: [] });
  await near.waitUntilSent();
  line.heal();
  far.session.sync.tryNow();
  await far.waitUntilLive();
  await far.waitUntilSent();
  const shown = (client: HeadlessClient) =>
    ['ticket', 'project', 'message', 'membership'].map((table) =>
      client.rows(table).map(({ row, waiting }) => ({ ...row, waiting })),
    );
  await waitFor('the same rows', () => JSON.stringify(shown(near)) === JSON.stringify(shown(far)));
  expect(shown(near).map((rows) => rows.length)).toEqual([40, 1, 40, 1]);
  const numbers = near.rows('ticket').map(({ row }) => Number(row.number));
  expect(new Set(numbers).size).toBe(40);
  expect(Math.max(...numbers)).toBe(40);
  expect(far.session.changes().refused).toEqual([]);
  expect(await importing(far, 'ticket', tickets)).toMatchObject({ made: 0, skipped: 40 });
});

test('a row that is refused costs itself and no other of its part', async () => {
  // Written as JSON each of these takes six bytes: more than a change may have.
  const large = '\u0001'.repeat(100_000);
  const rows = Array.from({ length: 9 }, (_, n) => `large ${n},Ticket,${n === 5 ? large : 'x'}`);
  const report = await importing(near, 'ticket', ['Key,Title,Description', ...rows].join('\n'));
  expect(report).toMatchObject({ read: 9, made: 8, bad: [{ line: 7, problem: { key: 'refused' } }] });
  expect(near.rows('ticket').filter(({ row }) => row.title === 'Ticket')).toHaveLength(8);
});
