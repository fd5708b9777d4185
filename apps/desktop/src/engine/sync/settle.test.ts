import type { Json } from '@holdfast/shared/json.ts';
import type { WireError } from '@holdfast/shared/protocol/errors.ts';
import { limits } from '@holdfast/shared/protocol/limits.ts';
import { newTicket } from '@holdfast/shared/test-support/desk.ts';
import { beforeEach, expect, test } from 'vitest';
import { dateConfirmed, pruneConfirmed, readConfirmedIds } from '../store/confirmed.ts';
import { findPending, readOutbox, renumberOutbox, takeUnsent } from '../store/outbox.ts';
import { readView } from '../store/overlay-rows.ts';
import { readRefused } from '../store/refused.ts';
import {
  agentId,
  agentRow,
  createTestIds,
  MemoryAccount,
  pageOf,
  ticketRow,
} from '../test-support/memory-account.ts';
import { applyAnswers, applyPage } from './apply.ts';

const newId = createTestIds();
const ticket = newId();
const conflict: WireError = { code: 'CONFLICT', message: 'No.' };
let account: MemoryAccount;

beforeEach(() => {
  account = new MemoryAccount();
  applyPage(account.statements, agentId, pageOf('desk', 2, [ticketRow(ticket, 2, { title: 'a' })]));
});

/** Makes a change, and gives its id. */
function make(name: string, args: Json): string {
  const id = newId();
  account.write(name, args, id);
  return id;
}

function rename(was: string, now: string): string {
  return make('ticket.update', { id: ticket, changes: { title: { was, now } } });
}

function refuse(...seqs: number[]): void {
  const results = seqs.map((seq) => ({
    ...{ seq, id: findPending(account.statements, seq)?.id ?? '', ok: false, error: conflict },
  }));
  applyAnswers(account.statements, agentId, results);
}

function accept(version: number, ...seqs: number[]): void {
  const results = seqs.map((seq) => ({
    ...{ seq, id: findPending(account.statements, seq)?.id ?? '', ok: true, version },
  }));
  applyPage(account.statements, agentId, { ...pageOf('desk', version, []), results });
}

function sent() {
  return takeUnsent(account.statements, 0, limits.pushMutations, limits.pushBytes);
}

test('S27: a change names the own pending ones from which its author had seen values, and sends them', () => {
  const first = rename('a', 'b');
  make('ticket.update', { id: ticket, changes: { status: { was: 'open', now: 'waiting' } } });
  const third = rename('b', 'c');
  rename('b', 'd');
  expect(sent().map(({ after }) => after)).toEqual([undefined, undefined, [first], [first]]);
  const changes = { title: { was: 'd', now: 'e' }, status: { was: 'waiting', now: 'closed' } };
  make('ticket.update', { id: ticket, changes });
  expect(sent().at(-1)?.after).toHaveLength(2);
  expect(sent().at(-1)?.after).not.toContain(third);
});

test('S27: when a change is refused, what its author had seen counts for those on top of it, along the chain', () => {
  rename('a', 'b');
  const second = rename('b', 'c');
  rename('c', 'd');
  refuse(1);
  expect(sent()).toMatchObject([
    { args: { changes: { title: { was: 'a', now: 'c' } } } },
    { args: { changes: { title: { was: 'c', now: 'd' } } }, after: [second] },
  ]);
  refuse(2);
  expect(sent()).toMatchObject([{ args: { changes: { title: { was: 'a', now: 'd' } } } }]);
  expect(readView(account.statements, 'ticket', ticket)?.title).toBe('d');
});

test('S5: what depends on a refused change is shown as one group with it if it is refused too, also in one answer', () => {
  const made = newId();
  const create = make('ticket.create', newTicket(made));
  make('message.create', { id: newId(), threadId: made, body: 'Hello' });
  const apart = rename('a', 'b');
  make('message.create', { id: newId(), threadId: made, body: 'Again' });
  refuse(1, 2, 3);
  refuse(4);
  expect(readRefused(account.statements).map(({ group }) => group)).toEqual([create, create, apart, create]);
});

test('S5: it is one group also where the refused change did not run here any more', () => {
  const [colleague, made] = [newId(), newId()];
  const user = (version: number, disabled: boolean) => {
    const data = { ...agentRow.data, id: colleague, disabled };
    return pageOf('everyone', version, [{ table: 'user', id: colleague, version, data }]);
  };
  applyPage(account.statements, agentId, user(3, false));
  const create = make('ticket.create', { ...newTicket(made), assigneeId: colleague });
  make('message.create', { id: newId(), threadId: made, body: 'Hello' });
  applyPage(account.statements, agentId, user(4, true));
  expect(readOutbox(account.statements).map(({ state }) => state)).toEqual(['doubtful', 'doubtful']);
  refuse(1);
  refuse(2);
  expect(readRefused(account.statements).map(({ group }) => group)).toEqual([create, create]);
});

test('S22: what was accepted is kept in the order in which it was made, whatever the order of the answers', () => {
  const ids = [rename('a', 'b'), rename('b', 'c'), rename('c', 'd')];
  accept(3, 2);
  accept(4, 1, 3);
  expect(readConfirmedIds(account.statements, 0, 10).ids).toEqual(ids);
  renumberOutbox(account.statements, newId());
  const later = rename('d', 'e');
  accept(5, 1);
  expect(readConfirmedIds(account.statements, 0, 10).ids).toEqual([...ids, later]);
});

test('S19: what was accepted is forgotten after its time, which is counted from when it was noted', () => {
  rename('a', 'b');
  accept(3, 1);
  pruneConfirmed(account.statements, 5_000);
  expect(readConfirmedIds(account.statements, 0, 10).ids).toHaveLength(1);
  dateConfirmed(account.statements, 4_000);
  pruneConfirmed(account.statements, 4_000);
  expect(readConfirmedIds(account.statements, 0, 10).ids).toHaveLength(1);
  pruneConfirmed(account.statements, 4_001);
  expect(readConfirmedIds(account.statements, 0, 10).ids).toEqual([]);
});

test('S6: counted anew, changes keep their ids, what they came from and what they depend on', () => {
  make('ticket.update', { id: ticket, changes: { status: { was: 'open', now: 'waiting' } } });
  const second = rename('a', 'b');
  rename('b', 'c');
  refuse(1);
  renumberOutbox(account.statements, 'new-client');
  account.rebuild();
  const cause = readRefused(account.statements)[0]?.id;
  expect(readOutbox(account.statements)).toMatchObject([
    { seq: 1, id: second, after: [], cause },
    { seq: 2, after: [second], cause },
  ]);
});

test('S4: a change that may not be accepted keeps its place and is sent', () => {
  const id = rename('a', 'b');
  const entries = [{ scope: 'desk', table: 'ticket', id: ticket, version: 3, gone: true }];
  applyPage(account.statements, agentId, { ...pageOf('desk', 3, []), entries });
  expect(readOutbox(account.statements)).toMatchObject([{ state: 'doubtful' }]);
  expect(sent()).toMatchObject([{ seq: 1, id }]);
});

test('S2: a change that this version does not know does nothing here, and is sent all the same', () => {
  const id = newId();
  account.statements.run(
    `INSERT INTO outbox (seq, id, name, args, at, state) VALUES (1, ?, 'ticket.teleport', '{"id":1}', '2026-01-05T08:00:00.000Z', 'waiting')`,
    id,
  );
  account.rebuild();
  expect(readOutbox(account.statements)).toMatchObject([{ state: 'waiting' }]);
  expect(sent()).toMatchObject([{ id, name: 'ticket.teleport', args: { id: 1 } }]);
  expect(account.overlay()).toMatchObject({ touches: [] });
});
