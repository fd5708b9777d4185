import {
  closeSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addDraftFile } from '../files/draft-files.ts';
import { createNodeEnvironment } from '../host/node-environment.ts';
import { writeMutation } from '../mutate/write.ts';
import { writeBase } from '../store/base-rows.ts';
import { readMeta, writeMeta } from '../store/meta.ts';
import { readOutbox } from '../store/outbox.ts';
import { readActor } from '../sync/apply.ts';
import { agentId, agentRow, createTestIds } from '../test-support/memory-account.ts';
import { type Account, openAccount, removeAccount } from './account.ts';

const environment = createNodeEnvironment(() => {});
const newId = createTestIds();
const pointer = { server: 'http://127.0.0.1:1', userId: agentId, name: 'Ben' };
const at = '2026-01-05T08:00:00.000Z';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'holdfast-broken-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** An open account in which the person's own row has arrived. */
function opened(): Account {
  const account = openAccount(environment, folder, pointer);
  writeBase(account.statements, agentRow);
  return account;
}

/** Writes so many changes, a long one among them, and gives their ids in order. */
function fill(account: Account, count: number): string[] {
  const { statements, userId } = account;
  return Array.from({ length: count }, (_, place) => {
    const id = newId();
    const description = place === 3 ? 'long '.repeat(5_000) : 'short';
    const args = {
      id: newId(),
      title: `Ticket ${place}`,
      description,
      priority: 'normal',
      assigneeId: null,
      projectId: null,
      divisionId: null,
      due: null,
    };
    writeMutation(statements, readActor(statements, userId), { id, name: 'ticket.create', args, at });
    return id;
  });
}

function keepRefused(account: Account): string {
  const id = newId();
  account.statements.run(
    'INSERT INTO refused (id, name, args, at, error) VALUES (?, ?, ?, ?, ?)',
    id,
    'ticket.create',
    '{"title":"Refused"}',
    at,
    JSON.stringify({ code: 'CONFLICT', message: 'No.' }),
  );
  return id;
}

function fileOf(account: Account): string {
  return path.join(account.folder, 'holdfast.db');
}

/** Puts noise over a part of the file, in bytes. */
function overwrite(file: string, from: number, length: number): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(length, 0x5a), 0, length, from);
  closeSync(handle);
}

/** A file of what is being written. Its bytes are not in this file. */
const draftFile = { id: newId(), place: 'ticket 7', name: 'Größe.png', hash: 'ab'.repeat(32), size: 5 };

/** An account with 50 changes that wait and one that was refused, closed, to be broken. */
function prepared(): { file: string; pending: string[]; refused: string; clientId: string } {
  const account = opened();
  writeMeta(account.statements, 'epoch', 'e1');
  const refused = keepRefused(account);
  const pending = fill(account, 50);
  addDraftFile(account.statements, draftFile);
  const clientId = readMeta(account.statements, 'clientId') ?? '';
  account.close();
  return { file: fileOf(account), pending, refused, clientId };
}

/** Where the leaf pages of a table lie, in bytes. */
function pagesOf(file: string, table: string): number[] {
  const database = environment.openFile(file);
  const pages = database
    .prepare<[string], { offset: number }>(
      "SELECT pgoffset AS offset FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY pgoffset",
    )
    .all(table);
  database.close();
  return pages.map((page) => page.offset);
}

function expectSaved(account: Account, was: ReturnType<typeof prepared>): void {
  expect(readOutbox(account.statements).map(({ seq, id }) => ({ seq, id }))).toEqual(
    was.pending.map((id, place) => ({ seq: place + 1, id })),
  );
  expect(account.statements.all('SELECT id FROM refused')).toEqual([{ id: was.refused }]);
  expect(account.statements.all('SELECT * FROM draft_file')).toEqual([draftFile]);
  expect(readMeta(account.statements, 'epoch')).toBe('e1');
}

test.each([
  ['the header is destroyed', (file: string) => overwrite(file, 0, 100)],
  [
    'the pages of the server’s rows are destroyed',
    (file: string) => overwrite(file, pagesOf(file, 'ticket_base')[0] ?? 0, 4096),
  ],
  [
    'the pages of the overlay are destroyed',
    (file: string) => overwrite(file, pagesOf(file, 'ticket_overlay')[1] ?? 0, 4096),
  ],
])(
  'S25: %s: set aside, all changes saved under a new client id, nothing of the old file left',
  (_, destroy) => {
    const was = prepared();
    destroy(was.file);
    const account = openAccount(environment, folder, pointer);
    expectSaved(account, was);
    expect(readMeta(account.statements, 'clientId')).not.toBe(was.clientId);
    expect(account.repaired).toMatchObject({ saved: 51, incomplete: false });
    expect(readdirSync(account.folder).filter((name) => !name.startsWith('holdfast.db-'))).toEqual([
      'holdfast.db',
    ]);
    expect(account.statements.all('SELECT id FROM ticket')).toHaveLength(50);
    account.close();
  },
);

test('S25: the whole first page is destroyed: the changes are read from the pages behind it', () => {
  const was = prepared();
  overwrite(was.file, 0, 4096);
  const account = openAccount(environment, folder, pointer);
  expectSaved(account, was);
  expect(account.repaired).toMatchObject({ saved: 51, incomplete: true });
  account.close();
});

test('S25: a page of the outbox is destroyed: all others are saved, and that some are missing is told until the app was closed', () => {
  const was = prepared();
  overwrite(was.file, pagesOf(was.file, 'outbox')[2] ?? 0, 4096);
  const account = openAccount(environment, folder, pointer);
  const saved = readOutbox(account.statements).map(({ id }) => id);
  expect(saved.length).toBeGreaterThan(30);
  expect(saved.length).toBeLessThan(50);
  expect(saved).toEqual(was.pending.filter((id) => saved.includes(id)));
  expect(account.repaired).toMatchObject({ saved: saved.length + 1, incomplete: true });
  const kept = readdirSync(account.folder).filter((name) => name.includes('.kept-'));
  expect(kept).toHaveLength(1);
  account.close();
  const again = openAccount(environment, folder, pointer);
  expect(again.repaired).toBeUndefined();
  expect(readOutbox(again.statements)).toHaveLength(saved.length);
  // What could not be saved goes as soon as anything must leave this disk (S23).
  again.wipe();
  expect(readdirSync(again.folder).filter((name) => name.includes('.kept-'))).toEqual([]);
  again.close();
});

test('S25: a file that was cut off, and one that is no database at all, cost what is missing and nothing else', () => {
  const was = prepared();
  truncateSync(was.file, Math.floor(statSync(was.file).size / 8192) * 4096);
  const cut = openAccount(environment, folder, pointer);
  expect(cut.repaired).toMatchObject({ incomplete: true });
  cut.close();
  overwrite(was.file, 0, statSync(was.file).size);
  const nothing = openAccount(environment, folder, pointer);
  expect(nothing.repaired).toMatchObject({ saved: 0, incomplete: true });
  nothing.close();
});

test('S25: what stood only in the log of a killed app is saved too', () => {
  const account = opened();
  const pending = fill(account, 20);
  // A copy of the files of an open account is what a kill leaves.
  const elsewhere = mkdtempSync(path.join(tmpdir(), 'holdfast-killed-'));
  const copy = path.join(elsewhere, 'accounts', path.basename(account.folder));
  mkdirSync(copy, { recursive: true });
  for (const name of readdirSync(account.folder))
    copyFileSync(path.join(account.folder, name), path.join(copy, name));
  account.close();
  overwrite(path.join(copy, 'holdfast.db'), 0, 4096 * 3);
  const again = openAccount(environment, elsewhere, pointer);
  expect(readOutbox(again.statements).map(({ id }) => id)).toEqual(pending);
  again.close();
  rmSync(elsewhere, { recursive: true });
});

test('S25: an app that was killed while it saved does so at its next start, once', () => {
  const was = prepared();
  const aside = `${was.file}.broken-1`;
  copyFileSync(was.file, aside);
  rmSync(was.file);
  const account = openAccount(environment, folder, pointer);
  expectSaved(account, was);
  account.close();
  // Killed after saving and before the old file was gone: it is all here already.
  copyFileSync(was.file, aside);
  const again = openAccount(environment, folder, pointer);
  expectSaved(again, was);
  again.close();
});

test('S25: a file that was found broken while at work is replaced in the same way', () => {
  const was = prepared();
  const account = openAccount(environment, folder, pointer, true);
  expectSaved(account, was);
  expect(account.repaired).toMatchObject({ saved: 51, incomplete: false });
  account.close();
});

test('S20: a second engine on the same data is refused in plain words, and the first goes on', () => {
  const first = opened();
  expect(() => openAccount({ ...environment, openFile: openImpatiently }, folder, pointer)).toThrow(
    /already at work on .* Close the other one/,
  );
  expect(fill(first, 1)).toHaveLength(1);
  first.close();
});

function openImpatiently(file: string) {
  const database = environment.openFile(file);
  database.pragma('busy_timeout = 1');
  return database;
}

test('S23: signing out leaves nothing in the folder', () => {
  const account = openAccount(environment, folder, pointer);
  for (const end of ['before-1', 'broken-1', 'kept-1'])
    copyFileSync(fileOf(account), `${fileOf(account)}.${end}`);
  removeAccount(folder, account);
  expect(readdirSync(folder, { recursive: true })).toEqual(['accounts']);
});
