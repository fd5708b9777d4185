import { said } from '@holdfast/shared/entity/said.ts';
import { assignmentId } from '@holdfast/shared/model/assignment.ts';
import { newTicket } from '@holdfast/shared/test-support/desk.ts';
import { beforeEach, expect, test } from 'vitest';
import { findPending, readOutbox } from '../store/outbox.ts';
import { readView } from '../store/overlay-rows.ts';
import { applyAnswers, applyPage } from '../sync/apply.ts';
import {
  agentId,
  agentRow,
  createTestIds,
  MemoryAccount,
  pageOf,
  rowOf,
  ticketRow,
} from '../test-support/memory-account.ts';
import { OwnChanges } from './own-changes.ts';
import { UndoHistory } from './undo-history.ts';

const newId = createTestIds();
const [first, second] = [newId(), newId()];
let account: MemoryAccount;
let own: OwnChanges;
let told = 0;

beforeEach(() => {
  account = new MemoryAccount();
  const rows = [ticketRow(first, 2, { title: 'a' }), ticketRow(second, 2, { title: 'x' })];
  applyPage(account.statements, agentId, pageOf('desk', 2, rows));
  told = 0;
  own = new OwnChanges({
    statements: account.statements,
    userId: agentId,
    now: () => 1_767_600_000_000,
    newId,
    onDisk: (work) => work(),
    written: () => {
      told += 1;
    },
    refusedChanged: () => {},
    historyChanged: () => {},
  });
});

const rename = (id: string, was: string, now: string) => ({
  name: 'ticket.update',
  args: { id, changes: { title: { was, now } } },
});
const title = (id: string) => readView(account.statements, 'ticket', id)?.title;
const titles = () => [title(first), title(second)];

test('S20, S30: changes made at once are all on the disk, told once, and undone and made again in one step', () => {
  const { ids } = own.mutateAll([rename(first, 'a', 'b'), rename(second, 'x', 'y'), rename(first, 'b', 'c')]);
  expect(readOutbox(account.statements).map(({ id }) => id)).toEqual(ids);
  expect([titles(), told]).toEqual([['c', 'y'], 1]);
  expect(own.historyState().undo).toMatchObject({ key: 'several', values: { count: '2' } });
  own.step('undo');
  expect([titles(), own.historyState().undo]).toEqual([['a', 'x'], undefined]);
  own.step('redo');
  expect([titles(), own.historyState().redo]).toEqual([['c', 'y'], undefined]);
});

test('S20: where one of several changes cannot be made, none is, and nothing can be undone', () => {
  const bad = rename(newId(), 'a', 'b');
  expect(() => own.mutateAll([rename(first, 'a', 'b'), bad])).toThrow(
    expect.objectContaining({ code: 'NOT_FOUND' }),
  );
  expect([titles(), readOutbox(account.statements), told]).toEqual([['a', 'x'], [], 0]);
  expect(own.historyState().undo).toBeUndefined();
});

test('S30: rows that were made at once are made again under other ids, with what hangs on them', () => {
  const id = newId();
  const comment = { id: newId(), threadId: id, body: 'Hello' };
  own.mutateAll([
    { name: 'ticket.create', args: { ...newTicket(id), title: 'New' } },
    { name: 'message.create', args: comment },
    rename(id, 'New', 'Newer'),
  ]);
  own.step('undo');
  own.step('redo');
  const made = account.statements.all<{ id: string }>("SELECT id FROM ticket WHERE title = 'Newer'");
  expect(made).toHaveLength(1);
  expect(made[0]?.id).not.toBe(id);
  expect(account.statements.all('SELECT threadId AS id FROM message')).toEqual(made);
  own.step('undo');
  expect(account.statements.all("SELECT id FROM ticket WHERE title = 'Newer'")).toEqual([]);
});

const newFile = () => ({ id: newId(), name: 'Photo.png', hash: 'a'.repeat(64), size: 10 });
const files = () =>
  account.statements.all<{ subject: string }>(
    'SELECT subjectId AS subject FROM attachment WHERE removedAt IS NULL ORDER BY subject',
  );

test('S30: a ticket that was made with files is taken back with them, and they are attached to the one that is made again', () => {
  const id = newId();
  const attach = { ...newFile(), subjectTable: 'ticket', subjectId: id };
  own.mutateAll([
    { name: 'ticket.create', args: { ...newTicket(id), title: 'New' } },
    { name: 'attachment.add', args: attach },
    { name: 'attachment.add', args: { ...attach, id: newId() } },
  ]);
  for (let times = 0; times < 2; times += 1) {
    own.step('undo');
    expect(account.statements.all('SELECT id FROM attachment')).toEqual([]);
    own.step('redo');
    const made = account.statements.all<{ id: string }>("SELECT id FROM ticket WHERE title = 'New'");
    expect(made).toHaveLength(1);
    expect(files().map(({ subject }) => subject)).toEqual([made[0]?.id, made[0]?.id]);
  }
});

test('S30: a message that was posted with files is taken back with them, and posted again', () => {
  const post = { id: newId(), threadId: first, body: '', files: [newFile(), newFile()] };
  const threads = [rowOf('thread', first, 3, threadOfTicket(first))];
  applyPage(account.statements, agentId, pageOf('desk', 3, threads));
  own.mutateAll([{ name: 'message.post', args: post }]);
  for (let times = 0; times < 2; times += 1) {
    expect(files()).toHaveLength(2);
    own.step('undo');
    expect([files(), account.statements.all('SELECT id FROM message')]).toEqual([[], []]);
    own.step('redo');
  }
});

function threadOfTicket(subjectId: string) {
  const at = '2026-01-05T08:00:00.000Z';
  return { subjectTable: 'ticket', subjectId, name: null, createdAt: at, lastMessageAt: null };
}

test('S30: what was refused of several changes is not undone, and the rest is', () => {
  own.mutateAll([rename(first, 'a', 'b'), rename(second, 'x', 'y')]);
  const id = findPending(account.statements, 1)?.id ?? '';
  const error = { code: 'CONFLICT', message: 'No.' } as const;
  applyAnswers(account.statements, agentId, [{ seq: 1, id, ok: false, error }]);
  own.settled();
  expect(titles()).toEqual(['a', 'y']);
  own.step('undo');
  expect(titles()).toEqual(['a', 'x']);
  expect(readOutbox(account.statements)).toHaveLength(2);
});

test('S23: of planned hours that left one’s sight the history holds nothing, and keeps the rest', () => {
  const at = '2026-01-05T08:00:00.000Z';
  const admin = { ...agentRow, version: 2, data: { ...agentRow.data, role: 'admin' } };
  const project = rowOf('project', newId(), 3, {
    ...{ name: 'P', description: '', status: 'active', divisionId: null, ownerId: agentId },
    ...{ createdAt: at, updatedAt: at },
  });
  applyPage(account.statements, agentId, pageOf('everyone', 3, [admin]));
  applyPage(account.statements, agentId, pageOf('desk', 3, [project]));
  const cell = { userId: agentId, projectId: project.id, phaseId: null, week: '2026-03-02' };
  const hours = { was: 0, now: 8 };
  const { ids } = own.mutateAll([
    { name: 'assignment.set', args: { ...cell, changes: { hours } } },
    rename(first, 'a', 'b'),
  ]);
  const results = [{ seq: 1, id: ids[0] ?? '', ok: true, version: 4 } as const];
  const gone = [project.id, assignmentId(cell)].map((id, index) => ({
    ...{ scope: 'desk', table: index === 0 ? 'project' : 'assignment', id, version: 4, gone: true },
  }));
  applyPage(account.statements, agentId, { ...pageOf('desk', 4, []), entries: gone, results });
  own.purged();
  expect(readView(account.statements, 'assignment', assignmentId(cell))).toBeUndefined();
  own.step('undo');
  expect([title(first), readOutbox(account.statements).map(({ name }) => name)]).toEqual([
    'a',
    ['ticket.update', 'ticket.revert'],
  ]);
});

test('S30: thousands of changes do not fill the history: the oldest leave it', () => {
  const history = new UndoHistory();
  const steps = Array.from({ length: 4_000 }, (_, index) => ({
    mutationId: `${index}`,
    inverse: rename(first, 'b', 'a'),
  }));
  for (const key of ['one', 'two', 'three']) history.record({ what: said(key), steps });
  expect(history.next('undo')?.what.key).toBe('three');
  history.drop('undo');
  expect(history.next('undo')?.what.key).toBe('two');
  history.drop('undo');
  expect(history.next('undo')).toBeUndefined();
});
