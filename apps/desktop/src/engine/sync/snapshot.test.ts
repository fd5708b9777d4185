import type { PullResponse } from '@holdfast/shared/protocol/pull.ts';
import type { Cursor, WireRow } from '@holdfast/shared/protocol/stream.ts';
import { newTicket } from '@holdfast/shared/test-support/desk.ts';
import { expect, test } from 'vitest';
import { readBase } from '../store/base-rows.ts';
import { findPending, readOutbox } from '../store/outbox.ts';
import { readScopes, wantScope } from '../store/scope-state.ts';
import { agentId, createTestIds, MemoryAccount, pageOf, ticketRow } from '../test-support/memory-account.ts';
import { applyDelta, applyPage } from './apply.ts';
import { readProgress } from './progress.ts';

const newId = createTestIds();
const [first, second, third] = [newId(), newId(), newId()] as const;

/** A page of a snapshot of the desk: `floor` is the version down to which it has been read. */
function page(rows: readonly WireRow[], cursor: Cursor, more: Partial<PullResponse> = {}): PullResponse {
  return { ...pageOf('desk', cursor.version, rows), cursors: { desk: cursor }, more: true, ...more };
}

function snapshot(top: number, floor: number, version = top): Cursor {
  return { version, snapshot: { top, floor: { version: floor, table: '', id: '' } } };
}

function delta(from: number, version: number, rows: readonly WireRow[], gone: readonly string[] = []) {
  const scope = 'desk';
  return {
    epoch: 'e1',
    version,
    scopes: { desk: { from, version } },
    entries: [
      ...rows.map((row) => ({ scope, table: 'ticket', id: row.id, version: row.version })),
      ...gone.map((id) => ({ scope, table: 'ticket', id, version, gone: true })),
    ],
    rows: [...rows],
  };
}

/** An account whose desk was read to version 9 with one ticket, and shall be read anew. */
function wantingDesk(): MemoryAccount {
  const account = new MemoryAccount();
  applyPage(account.statements, agentId, pageOf('desk', 9, [ticketRow(first, 9)]));
  wantScope(account.statements, 'desk');
  return account;
}

function desk({ statements }: MemoryAccount) {
  return readScopes(statements).get('desk');
}

function tickets({ statements }: MemoryAccount): string[] {
  return statements.all<{ id: string }>('SELECT id FROM ticket_base ORDER BY id').map((row) => row.id);
}

test('S16: a snapshot is read downwards page by page, goes on from its floor and ends with its scope’s start', () => {
  const account = wantingDesk();
  const { statements } = account;
  applyPage(statements, agentId, page([ticketRow(third, 30)], snapshot(30, 30)));
  expect(desk(account)).toMatchObject({ wanted: false, generation: 2, cursor: snapshot(30, 30) });
  expect(tickets(account)).toEqual([first, third]);
  applyPage(statements, agentId, page([ticketRow(second, 20)], snapshot(30, 20)));
  expect(desk(account)).toMatchObject({ generation: 2, cursor: snapshot(30, 20) });
  applyPage(statements, agentId, pageOf('desk', 30, [ticketRow(first, 9)]));
  expect(desk(account)).toMatchObject({ cursor: { version: 30 } });
  expect(tickets(account)).toEqual([first, second, third]);
});

test('S16: what the snapshot did not name stays until the pull’s last page, and goes in it', () => {
  const account = wantingDesk();
  const { statements } = account;
  applyPage(statements, agentId, page([ticketRow(third, 30)], snapshot(30, 30)));
  applyPage(statements, agentId, page([ticketRow(second, 20)], { version: 30 }));
  expect(tickets(account)).toEqual([first, second, third]);
  const last = applyPage(statements, agentId, pageOf('desk', 30, []));
  expect(tickets(account)).toEqual([second, third]);
  expect(last.purged).toBe(true);
  expect(statements.all('SELECT * FROM entry WHERE gone = 1')).toEqual([]);
});

test('S16: deltas above the top apply as they come, and the snapshot stays where it was', () => {
  const account = wantingDesk();
  const { statements } = account;
  applyPage(statements, agentId, page([ticketRow(third, 30)], snapshot(30, 30)));
  const applied = applyDelta(statements, agentId, delta(30, 31, [ticketRow(second, 31)]));
  expect(applied.pullNeeded).toBe(false);
  expect(desk(account)?.cursor).toEqual(snapshot(30, 30, 31));
  expect(readBase(statements, 'ticket', second)).toMatchObject({ title: 'Ticket 31' });
});

test('S16: a late delta below the top is left to the snapshot', () => {
  const account = wantingDesk();
  const { statements } = account;
  applyPage(statements, agentId, page([ticketRow(third, 30)], snapshot(30, 30)));
  applyDelta(statements, agentId, delta(24, 25, [ticketRow(second, 25)]));
  expect(tickets(account)).toEqual([first, third]);
});

test('S16: a gone mark above the top outlives an older page of the snapshot', () => {
  const account = wantingDesk();
  const { statements } = account;
  applyPage(statements, agentId, page([ticketRow(third, 30)], snapshot(30, 30)));
  applyDelta(statements, agentId, delta(30, 31, [], [second]));
  applyPage(statements, agentId, page([ticketRow(second, 20)], snapshot(30, 20, 31)));
  applyPage(statements, agentId, pageOf('desk', 31, []));
  expect(tickets(account)).toEqual([third]);
});

test('S16: a delta that came before the page that begins the snapshot is not undone by it', () => {
  const account = new MemoryAccount();
  const { statements } = account;
  applyPage(statements, agentId, pageOf('desk', 9, [ticketRow(first, 9)]));
  applyDelta(statements, agentId, delta(29, 31, [ticketRow(first, 31)]));
  applyPage(statements, agentId, page([ticketRow(first, 28)], snapshot(30, 28)));
  expect(applyPage(statements, agentId, pageOf('desk', 30, [])).pullNeeded).toBe(true);
  expect(readBase(statements, 'ticket', first)).toMatchObject({ title: 'Ticket 31' });
  applyPage(statements, agentId, pageOf('desk', 31, [ticketRow(first, 31)]));
  expect(tickets(account)).toEqual([first]);
});

test('S16, S18: another top means that the snapshot begins anew', () => {
  const account = wantingDesk();
  const { statements } = account;
  applyPage(statements, agentId, page([ticketRow(third, 30)], snapshot(30, 30)));
  applyPage(statements, agentId, page([ticketRow(second, 50)], snapshot(50, 50)));
  expect(desk(account)).toMatchObject({ generation: 3, cursor: snapshot(50, 50) });
  applyPage(statements, agentId, pageOf('desk', 50, []));
  expect(tickets(account)).toEqual([second]);
});

test('S12: an entry of a scope that is wanted is ignored, and a pull brings it', () => {
  const account = wantingDesk();
  const { statements } = account;
  const applied = applyDelta(statements, agentId, delta(11, 12, [ticketRow(second, 12)]));
  expect(applied.pullNeeded).toBe(true);
  expect(desk(account)).toMatchObject({ seen: 12, wanted: true });
  expect(tickets(account)).toEqual([first]);
});

test('S12: a row that no live entry names is not written', () => {
  const account = new MemoryAccount();
  const { statements } = account;
  const row = ticketRow(second, 12);
  applyDelta(statements, agentId, { ...delta(1, 12, []), rows: [row] });
  const foreign = { ...delta(1, 12, []), scopes: { admin: { from: 1, version: 12 } }, rows: [row] };
  const entries = [{ scope: 'admin', table: 'ticket', id: second, version: 12 }];
  expect(applyDelta(statements, agentId, { ...foreign, entries }).pullNeeded).toBe(true);
  expect(tickets(account)).toEqual([]);
});

test('S11: a scope that was lost and is granted again is read anew', () => {
  const account = new MemoryAccount();
  const { statements } = account;
  applyPage(statements, agentId, pageOf('desk', 9, [ticketRow(first, 9)]));
  const without = pageOf('everyone', 10, [], { scopes: ['everyone', `user:${agentId}`] });
  applyPage(statements, agentId, without);
  expect(statements.all("SELECT * FROM entry JOIN name ON number = scope WHERE name = 'desk'")).toEqual([]);
  applyPage(statements, agentId, pageOf('everyone', 11, [], { more: true }));
  expect(desk(account)).toMatchObject({ wanted: true });
  applyPage(statements, agentId, page([ticketRow(second, 12)], snapshot(12, 12)));
  applyPage(statements, agentId, pageOf('desk', 12, []));
  expect(tickets(account)).toEqual([second]);
});

test('S22: a result waits where its effect is left to a snapshot under way', () => {
  const account = wantingDesk();
  const { statements } = account;
  account.write('ticket.create', { ...newTicket(second), title: 'Mine' });
  const id = readOutbox(statements)[0]?.id ?? '';
  const results = [{ seq: 1, id, ok: true, version: 25 }];
  const late = { ...delta(24, 25, [ticketRow(second, 25)]), results };
  applyDelta(statements, agentId, late);
  expect(findPending(statements, 1)).toMatchObject({ state: 'sent', version: 25 });
  applyPage(statements, agentId, page([ticketRow(third, 30)], snapshot(30, 30)));
  applyDelta(statements, agentId, late);
  expect(findPending(statements, 1)).toMatchObject({ state: 'sent' });
  applyPage(statements, agentId, pageOf('desk', 30, [ticketRow(second, 25)], { results }));
  expect(readOutbox(statements)).toEqual([]);
  expect(tickets(account)).toEqual([second, third]);
});

test('S21: the overlay equals a rebuild also where only the set of scopes changes', () => {
  const account = new MemoryAccount();
  const { statements } = account;
  const own = `user:${agentId}`;
  // Nothing but the desk lets the agent see it, by the rules; the row stays for their own scope.
  applyPage(statements, agentId, pageOf(own, 9, [ticketRow(first, 9, { creatorId: newId() })]));
  account.write('ticket.update', { id: first, changes: { priority: { was: 'normal', now: 'high' } } });
  applyPage(statements, agentId, pageOf('everyone', 10, [], { scopes: ['everyone', own] }));
  expect(readOutbox(statements)).toMatchObject([{ state: 'doubtful' }]);
  const grown = account.overlay();
  account.rebuild();
  expect(grown).toEqual(account.overlay());
});

test('S16: what a snapshot brings is no news, what a delta brings is', () => {
  const account = wantingDesk();
  const { statements } = account;
  expect(applyPage(statements, agentId, page([ticketRow(third, 30)], snapshot(30, 30))).news).toEqual([]);
  const applied = applyDelta(statements, agentId, delta(30, 31, [ticketRow(second, 31)]));
  expect(applied.news).toMatchObject([{ table: 'ticket', id: second, before: undefined }]);
});

test('S19: before all has been read anew, and compared, nothing is news', () => {
  const account = wantingDesk();
  const { statements } = account;
  const begin = page([ticketRow(third, 5)], snapshot(5, 5), { epoch: 'e2' });
  applyPage(statements, agentId, begin);
  const restored = { ...delta(5, 6, [ticketRow(second, 6)]), epoch: 'e2' };
  expect(applyDelta(statements, agentId, restored).news).toEqual([]);
  expect(readBase(statements, 'ticket', second)).toBeDefined();
});

test('S16: the first sync counts what has arrived and what is expected, on disk', () => {
  const account = new MemoryAccount();
  const { statements } = account;
  expect(readProgress(statements)).toEqual({ received: undefined, expected: undefined });
  statements.run("DELETE FROM meta WHERE key IN ('synced', 'received', 'expected')");
  wantScope(statements, 'desk');
  const rows = [ticketRow(third, 30), ticketRow(second, 29)];
  applyPage(statements, agentId, page(rows, snapshot(30, 29), { expected: 3 }));
  expect(readProgress(statements)).toEqual({ received: 2, expected: 3 });
  applyPage(statements, agentId, pageOf('desk', 30, [ticketRow(first, 9)]));
  expect(readProgress(statements)).toEqual({ received: undefined, expected: undefined });
});
