import { justWritten } from '@holdfast/shared/model/message.ts';
import { findModel } from '@holdfast/shared/registry.ts';
import { expect, test } from 'vitest';
import type { QueryPatch, RowQuery } from '../api/query.ts';
import { applyPage } from '../sync/apply.ts';
import {
  agentId,
  createTestIds,
  MemoryAccount,
  pageOf,
  rowOf,
  ticketRow,
} from '../test-support/memory-account.ts';
import { matchExpression } from './compile-query.ts';
import { LiveQuery } from './live-query.ts';

const newId = createTestIds();

function ask(account: MemoryAccount, query: Partial<RowQuery>): QueryPatch {
  const { table = 'ticket' } = query;
  const model = findModel(table);
  const patches: QueryPatch[] = [];
  if (model === undefined) throw new Error(`no model of ${table}`);
  new LiveQuery(model, { table, offset: 0, limit: 50, ...query }, (patch) => patches.push(patch)).refresh(
    account.statements,
  );
  return patches[0] ?? { total: 0, changed: [] };
}

function titles(patch: QueryPatch): unknown[] {
  return patch.changed.map((queried) => queried.row.title);
}

function accountWith(...rows: Record<string, string | number | null>[]): MemoryAccount {
  const account = new MemoryAccount();
  const wired = rows.map((fields, index) => ticketRow(newId(), index + 2, fields));
  applyPage(account.statements, agentId, pageOf('desk', rows.length + 1, wired));
  return account;
}

test('a list is filtered by any of several values and by nothing at all', () => {
  const account = accountWith(
    { title: 'a', status: 'open' },
    { title: 'b', status: 'closed' },
    { title: 'c', status: 'waiting', assigneeId: agentId },
  );
  expect(titles(ask(account, { where: { status: ['open', 'waiting'] } }))).toEqual(['a', 'c']);
  expect(titles(ask(account, { where: { assigneeId: null } }))).toEqual(['a', 'b']);
  expect(titles(ask(account, { where: { assigneeId: [agentId, null] } }))).toHaveLength(3);
});

test('priority sorts by urgency, not by its letters', () => {
  const account = accountWith(
    { title: 'a', priority: 'low' },
    { title: 'b', priority: 'urgent' },
    { title: 'c', priority: 'high' },
  );
  expect(titles(ask(account, { order: [{ column: 'priority', direction: 'descending' }] }))).toEqual([
    'b',
    'c',
    'a',
  ]);
});

test('rows without a value come last in both directions', () => {
  const account = accountWith(
    { title: 'none' },
    { title: 'late', due: '2026-03-01T00:00:00.000Z' },
    { title: 'soon', due: '2026-02-01T00:00:00.000Z' },
  );
  const by = (direction: 'ascending' | 'descending') =>
    titles(ask(account, { order: [{ column: 'due', direction }] }));
  expect(by('ascending')).toEqual(['soon', 'late', 'none']);
  expect(by('descending')).toEqual(['late', 'soon', 'none']);
});

test('S26: search finds words by their beginnings and numbers, in base and overlay, by what the row says now', () => {
  const account = accountWith({ title: 'Leaking tap', number: 123 }, { title: 'Broken lamp', number: 9 });
  expect(titles(ask(account, { search: 'leak' }))).toEqual(['Leaking tap']);
  expect(titles(ask(account, { search: '#123' }))).toEqual(['Leaking tap']);
  const id = ask(account, { search: 'leak' }).changed[0]?.row.id ?? '';
  account.write('ticket.update', { id, changes: { title: { was: 'Leaking tap', now: 'Dry tap' } } });
  expect(titles(ask(account, { search: 'leak' }))).toEqual([]);
  expect(titles(ask(account, { search: 'dry ta' }))).toEqual(['Dry tap']);
});

test('S26: in one thread all is found, however much others hold the same words', () => {
  const account = new MemoryAccount();
  const [thread, other] = [newId(), newId()];
  const message = (threadId: string, number: number) =>
    rowOf('message', newId(), number, {
      threadId,
      authorId: agentId,
      body: 'The boiler',
      createdAt: '2026-01-05T08:00:00.000Z',
      ...justWritten,
      number,
    });
  const rows = [
    ...Array.from({ length: 5_000 }, (_, index) => message(other, index + 2)),
    message(thread, 5_002),
  ];
  applyPage(account.statements, agentId, pageOf('desk', 5_002, rows));
  const inThread = { table: 'message', where: { threadId: thread }, search: 'boil' };
  expect(ask(account, inThread).total).toBe(1);
});

test('the total counts what the page leaves out', () => {
  const account = accountWith({ title: 'a' }, { title: 'b' }, { title: 'c' });
  const patch = ask(account, { limit: 2, order: [{ column: 'title', direction: 'ascending' }] });
  expect(patch.total).toBe(3);
  expect(titles(patch)).toEqual(['a', 'b']);
});

test('a column that there is not is refused by name', () => {
  expect(() => ask(accountWith({ title: 'a' }), { where: { 'x"; DROP TABLE user_base; --': 1 } })).toThrow(
    /cannot be looked up by/,
  );
});

test('what people type into the search holds no operators', () => {
  expect(matchExpression('tap" OR (NEAR*')).toBe('"tap"* "OR"* "NEAR"*');
  expect(matchExpression('  !? ')).toBe('');
});

test('a live query tells only what differs', () => {
  const account = accountWith({ title: 'a' }, { title: 'b' });
  const model = findModel('ticket');
  if (model === undefined) throw new Error('no ticket model');
  const patches: QueryPatch[] = [];
  const order = [{ column: 'title', direction: 'ascending' as const }];
  const live = new LiveQuery(model, { table: 'ticket', offset: 0, limit: 50, order }, (patch) =>
    patches.push(patch),
  );
  live.refresh(account.statements);
  const id = patches[0]?.changed[0]?.row.id ?? '';
  account.write('ticket.update', { id, changes: { status: { was: 'open', now: 'waiting' } } });
  live.refresh(account.statements);
  live.refresh(account.statements);
  expect(patches).toHaveLength(2);
  expect(patches[1]).toMatchObject({
    total: 2,
    changed: [{ row: { id, status: 'waiting' }, waiting: true }],
  });
  expect(patches[1]?.ids).toBeUndefined();
});
