import { expect, test } from 'vitest';
import { readBase } from '../store/base-rows.ts';
import { findPending, readAcked, readOutbox } from '../store/outbox.ts';
import { readRefused } from '../store/refused.ts';
import { readScopes } from '../store/scope-state.ts';
import {
  agentId,
  agentRow,
  createTestIds,
  MemoryAccount,
  pageOf,
  ticketRow,
} from '../test-support/memory-account.ts';
import { applyAnswers, applyDelta, applyPage } from './apply.ts';
import { readScopeAnew } from './new-life.ts';

const newId = createTestIds();
const ticket = newId();

function delta(from: number, version: number, more: Partial<Parameters<typeof applyDelta>[2]> = {}) {
  return {
    epoch: 'e1',
    version,
    scopes: { desk: { from, version } },
    entries: [{ scope: 'desk', table: 'ticket', id: ticket, version }],
    rows: [ticketRow(ticket, version)],
    ...more,
  };
}

function cursorOf(account: MemoryAccount, scope: string) {
  return readScopes(account.statements).get(scope)?.cursor;
}

test('S14: a delta that follows the cursor moves it on', () => {
  const account = new MemoryAccount();
  applyPage(account.statements, agentId, pageOf('desk', 2, [ticketRow(ticket, 2)]));
  const applied = applyDelta(account.statements, agentId, delta(2, 4));
  expect(applied.pullNeeded).toBe(false);
  expect(cursorOf(account, 'desk')).toEqual({ version: 4 });
});

test('S14: past a gap the rows apply at once, and only the cursor waits', () => {
  const account = new MemoryAccount();
  applyPage(account.statements, agentId, pageOf('desk', 2, [ticketRow(ticket, 2)]));
  const applied = applyDelta(account.statements, agentId, delta(7, 9));
  expect(applied.pullNeeded).toBe(true);
  expect(cursorOf(account, 'desk')).toEqual({ version: 2 });
  expect(readBase(account.statements, 'ticket', ticket)).toMatchObject({ title: 'Ticket 9' });
});

test('S13: heads only leave a gap that a pull fills', () => {
  const account = new MemoryAccount();
  const applied = applyDelta(account.statements, agentId, delta(9, 9, { entries: [], rows: [] }));
  expect(applied.pullNeeded).toBe(true);
  expect(readScopes(account.statements).get('desk')?.seen).toBe(9);
});

test('S12: an older row or entry never replaces a newer one', () => {
  const account = new MemoryAccount();
  applyPage(account.statements, agentId, pageOf('desk', 8, [ticketRow(ticket, 8)]));
  applyDelta(account.statements, agentId, delta(2, 5));
  expect(readBase(account.statements, 'ticket', ticket)).toMatchObject({ title: 'Ticket 8' });
  applyDelta(account.statements, agentId, {
    ...delta(2, 6, { rows: [] }),
    entries: [{ scope: 'desk', table: 'ticket', id: ticket, version: 6, gone: true }],
  });
  applyPage(account.statements, agentId, pageOf('desk', 8, []));
  expect(readBase(account.statements, 'ticket', ticket)).toBeDefined();
});

test('S12: a row is deleted only in the last page of a pull, and only if no held scope names it', () => {
  const account = new MemoryAccount();
  const own = `user:${agentId}`;
  applyPage(account.statements, agentId, pageOf('desk', 2, [ticketRow(ticket, 2)]));
  applyPage(account.statements, agentId, pageOf(own, 2, [ticketRow(ticket, 2)]));
  const gone = (scope: string, version: number) => [
    { scope, table: 'ticket', id: ticket, version, gone: true },
  ];
  applyPage(account.statements, agentId, { ...pageOf('desk', 3, []), entries: gone('desk', 3) });
  expect(readBase(account.statements, 'ticket', ticket)).toBeDefined();
  const left = applyDelta(account.statements, agentId, {
    ...delta(0, 4, { rows: [] }),
    scopes: { [own]: { from: 2, version: 4 } },
    entries: gone(own, 4),
  });
  expect(left.pullNeeded).toBe(true);
  expect(readBase(account.statements, 'ticket', ticket)).toBeDefined();
  applyPage(account.statements, agentId, pageOf('desk', 4, []));
  expect(readBase(account.statements, 'ticket', ticket)).toBeUndefined();
});

test('S11: a lost scope takes its rows off the disk at once, and a late delta brings nothing back', () => {
  const account = new MemoryAccount();
  applyPage(account.statements, agentId, pageOf('desk', 2, [ticketRow(ticket, 2, { title: 'Secret' })]));
  const without = { ...pageOf('everyone', 2, []), scopes: ['everyone', `user:${agentId}`], more: true };
  expect(applyPage(account.statements, agentId, without).purged).toBe(true);
  expect(readBase(account.statements, 'ticket', ticket)).toBeUndefined();
  applyDelta(account.statements, agentId, delta(2, 6));
  expect(readBase(account.statements, 'ticket', ticket)).toBeUndefined();
});

test('S15: a page may end inside a commit; what follows it is not taken for known', () => {
  const account = new MemoryAccount();
  const second = newId();
  applyPage(account.statements, agentId, {
    ...pageOf('desk', 5, [ticketRow(ticket, 5)]),
    cursors: { desk: { version: 5, table: 'ticket', id: ticket, at: 9 } },
    more: true,
  });
  applyPage(account.statements, agentId, pageOf('desk', 5, [ticketRow(second, 5)]));
  expect(readBase(account.statements, 'ticket', second)).toBeDefined();
});

test('S5, S22: what is refused is kept with its reason, and the answer counts as received', () => {
  const account = new MemoryAccount();
  applyPage(account.statements, agentId, pageOf('desk', 2, [ticketRow(ticket, 2)]));
  account.write('ticket.update', { id: ticket, changes: { status: { was: 'open', now: 'closed' } } });
  const id = readOutbox(account.statements)[0]?.id ?? '';
  expect(readAcked(account.statements)).toBe(0);
  const error = { code: 'AUTHORIZATION_FAILED' as const, message: 'Only the desk can close this ticket.' };
  applyAnswers(account.statements, agentId, [{ seq: 1, id, ok: false, error }]);
  expect(readRefused(account.statements)).toMatchObject([{ id, name: 'ticket.update', error }]);
  expect(readOutbox(account.statements)).toEqual([]);
  expect(readAcked(account.statements)).toBe(1);
});

test('S22: an answer before its effect is noted and waits, also where only heads came', () => {
  const account = new MemoryAccount();
  applyPage(account.statements, agentId, pageOf('desk', 2, [ticketRow(ticket, 2)]));
  account.write('ticket.update', { id: ticket, changes: { status: { was: 'open', now: 'closed' } } });
  const result = { seq: 1, id: readOutbox(account.statements)[0]?.id ?? '', ok: true, version: 9 };
  applyAnswers(account.statements, agentId, [result]);
  applyDelta(account.statements, agentId, delta(9, 9, { entries: [], rows: [], results: [result] }));
  expect(findPending(account.statements, 1)).toMatchObject({ state: 'sent', version: 9 });
  expect(readAcked(account.statements)).toBe(0);
});

test('S19: in a new epoch everything is read anew and stays usable meanwhile; the outbox stays', () => {
  const account = new MemoryAccount();
  const { statements } = account;
  applyPage(statements, agentId, pageOf('desk', 12, [ticketRow(ticket, 12), ticketRow(newId(), 11)]));
  account.write('ticket.update', { id: ticket, changes: { status: { was: 'open', now: 'closed' } } });
  const old = statements.all<{ id: string }>('SELECT id FROM ticket_base');
  const first = pageOf('desk', 5, [ticketRow(ticket, 5, { title: 'As restored' })], {
    epoch: 'e2',
    more: true,
  });
  applyPage(statements, agentId, { ...first, cursors: { desk: { version: 5 } } });
  expect(readBase(statements, 'ticket', ticket)).toMatchObject({ title: 'As restored' });
  expect(statements.all('SELECT id FROM ticket_base')).toEqual(old);
  const rest = { everyone: { version: 1 }, [`user:${agentId}`]: { version: 0 } };
  applyPage(statements, agentId, pageOf('everyone', 1, [agentRow], { epoch: 'e2', cursors: rest }));
  expect(statements.all('SELECT id FROM ticket_base')).toEqual([{ id: ticket }]);
  expect(readBase(statements, 'user', agentId)).toBeDefined();
  expect(readOutbox(statements)).toHaveLength(1);
});

test('S23: with a row that is lost goes what own pending work had seen of it; what the author wrote stays', () => {
  const account = new MemoryAccount();
  const { statements } = account;
  applyPage(statements, agentId, pageOf('desk', 2, [ticketRow(ticket, 2, { title: 'Theirs' })]));
  account.write('ticket.update', { id: ticket, changes: { title: { was: 'Theirs', now: 'Mine' } } });
  const without = pageOf('everyone', 2, [], { scopes: ['everyone', `user:${agentId}`] });
  applyPage(statements, agentId, without);
  expect(readOutbox(statements)).toMatchObject([
    { state: 'doubtful', args: { id: ticket, changes: { title: { now: 'Mine' } } } },
  ]);
  expect(JSON.stringify(readOutbox(statements))).not.toContain('Theirs');
});

test('S31: a row that a scope read anew no longer names, and another does, is not replaced by an older one', () => {
  const account = new MemoryAccount();
  const { statements } = account;
  const own = `user:${agentId}`;
  applyPage(statements, agentId, pageOf('desk', 8, [ticketRow(ticket, 8)]));
  applyPage(statements, agentId, pageOf(own, 8, [ticketRow(ticket, 8)]));
  const state = readScopes(statements).get(own);
  if (state === undefined) throw new Error('The scope is not held.');
  readScopeAnew(statements, state);
  applyPage(statements, agentId, pageOf(own, 8, [], { cursors: { [own]: { version: 8 } } }));
  applyDelta(statements, agentId, delta(2, 5));
  expect(readBase(statements, 'ticket', ticket)).toMatchObject({ title: 'Ticket 8' });
});
