import { type Said, said } from '@holdfast/shared/entity/said.ts';
import type { Json } from '@holdfast/shared/json.ts';
import { justWritten } from '@holdfast/shared/model/message.ts';
import type { WireError } from '@holdfast/shared/protocol/errors.ts';
import { newTicket } from '@holdfast/shared/test-support/desk.ts';
import { beforeEach, expect, test } from 'vitest';
import { findPending, readOutbox } from '../store/outbox.ts';
import { readView } from '../store/overlay-rows.ts';
import { readRefused } from '../store/refused.ts';
import { applyAnswers, applyPage } from '../sync/apply.ts';
import { agentId, createTestIds, MemoryAccount, pageOf, ticketRow } from '../test-support/memory-account.ts';
import { OwnChanges } from './own-changes.ts';

const newId = createTestIds();
const ticket = newId();
let account: MemoryAccount;
let own: OwnChanges;

beforeEach(() => {
  account = new MemoryAccount();
  const row = ticketRow(ticket, 2, { title: 'a', description: 'one two three' });
  applyPage(account.statements, agentId, pageOf('desk', 2, [row]));
  own = new OwnChanges({
    statements: account.statements,
    userId: agentId,
    now: () => 1_767_600_000_000,
    newId,
    onDisk: (work) => work(),
    written: () => {},
    refusedChanged: () => {},
    historyChanged: () => {},
  });
});

const update = (changes: Json) => own.mutate('ticket.update', { id: ticket, changes });
const rename = (was: string, now: string) => update({ title: { was, now } });
const title = () => readView(account.statements, 'ticket', ticket)?.title;

function refuse(seq: number, error: WireError = { code: 'CONFLICT', message: 'No.' }): void {
  const id = findPending(account.statements, seq)?.id ?? '';
  applyAnswers(account.statements, agentId, [{ seq, id, ok: false, error }]);
  own.settled();
}

/** What is said of a change of one field. */
function changed(title: string, field: string, value: Said): Said {
  const change = said('set', { field: said(`field.${field}`), value });
  return said('fields', { what: said('quoted', { text: title }), changes: [change] });
}

test('S30: changes are undone in turn and made again, and the history says what comes next', () => {
  rename('a', 'b');
  update({ status: { was: 'open', now: 'waiting' } });
  const waits = changed('b', 'status', said('status.waiting'));
  const toB = changed('a', 'title', said('quoted', { text: 'b' }));
  expect(own.historyState()).toEqual({ undo: waits, redo: undefined });
  expect(own.step('undo')).toEqual({ what: waits });
  expect(own.step('undo')).toEqual({ what: toB });
  expect(own.step('undo')).toEqual({ what: null });
  expect(readView(account.statements, 'ticket', ticket)).toMatchObject({ title: 'a', status: 'open' });
  expect(own.historyState()).toEqual({ undo: undefined, redo: toB });
  own.step('redo');
  own.step('redo');
  expect(readView(account.statements, 'ticket', ticket)).toMatchObject({ title: 'b', status: 'waiting' });
  expect(readOutbox(account.statements)).toHaveLength(6);
});

test('S30: a new change ends what could be made again; one that cannot be undone does not', () => {
  rename('a', 'b');
  own.step('undo');
  own.mutate('ticket.unwatch', { id: ticket, userId: agentId });
  expect(own.historyState().redo).toBeDefined();
  rename('a', 'c');
  expect(own.historyState()).toEqual({
    undo: changed('a', 'title', said('quoted', { text: 'c' })),
    redo: undefined,
  });
});

test('S30: a row that is made again has another id, and what follows in the history goes with it', () => {
  const id = newId();
  own.mutate('ticket.create', { ...newTicket(id), title: 'New' });
  own.mutate('message.create', { id: newId(), threadId: id, body: 'Hello' });
  own.mutate('ticket.update', { id, changes: { title: { was: 'New', now: 'Newer' } } });
  for (let step = 0; step < 3; step += 1) own.step('undo');
  expect(account.statements.all("SELECT id FROM ticket WHERE title LIKE 'New%'")).toEqual([]);
  for (let step = 0; step < 3; step += 1) own.step('redo');
  const made = account.statements.all<{ id: string }>("SELECT id FROM ticket WHERE title = 'Newer'");
  expect(made).toHaveLength(1);
  expect(made[0]?.id).not.toBe(id);
  const threads = account.statements.all('SELECT threadId AS id FROM message');
  expect(threads).toEqual(made);
  for (let step = 0; step < 3; step += 1) own.step('undo');
  expect(account.statements.all("SELECT id FROM ticket WHERE title LIKE 'New%'")).toEqual([]);
});

test('S30: an undo that the rules refuse says why, and is not offered again', () => {
  const id = newId();
  own.mutate('ticket.create', newTicket(id));
  const comment = {
    ...{ id: newId(), threadId: id, authorId: newId(), body: 'Mine', createdAt: '2026-01-05T08:00:00.000Z' },
    ...justWritten,
  };
  const row = { table: 'message', id: comment.id, version: 3, data: comment };
  applyPage(account.statements, agentId, pageOf('desk', 3, [row]));
  expect(() => own.step('undo')).toThrow(expect.objectContaining({ details: { reason: 'undo' } }));
  expect(own.historyState().undo).toBeUndefined();
  expect(readView(account.statements, 'ticket', id)).toBeDefined();
});

test('S30: what was refused, and what one lost sight of, leaves the history', () => {
  rename('a', 'b');
  own.mutate('ticket.create', newTicket(newId()));
  refuse(1);
  expect(own.historyState().undo).toMatchObject({ key: 'ticket.create' });
  rename('a', 'c');
  const gone = [{ scope: 'desk', table: 'ticket', id: ticket, version: 3, gone: true }];
  applyPage(account.statements, agentId, { ...pageOf('desk', 3, []), entries: gone });
  own.purged();
  expect(own.historyState().undo).toMatchObject({ key: 'ticket.create' });
});

test('S30: only the last hundred changes can be undone', () => {
  for (let count = 0; count < 105; count += 1) rename(String(count), String(count + 1));
  let steps = 0;
  while (own.step('undo').what !== null) steps += 1;
  expect(steps).toBe(100);
});

test('S5: a group is made again whole and in order, and each change has seen the one before it again', () => {
  rename('a', 'b');
  rename('b', 'c');
  rename('c', 'd');
  for (const seq of [1, 2, 3]) refuse(seq);
  expect(title()).toBe('a');
  const last = readRefused(account.statements).at(-1)?.id ?? '';
  own.retry(last);
  expect(readRefused(account.statements)).toEqual([]);
  const outbox = readOutbox(account.statements);
  expect(outbox.map(({ args }) => args)).toMatchObject(
    [
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'd'],
    ].map(([was, now]) => ({ changes: { title: { was, now } } })),
  );
  expect(outbox.map(({ after }) => after.length)).toEqual([0, 1, 1]);
  expect(title()).toBe('d');
});

test('S5: what still cannot be made stays in the list with all that its author wrote; what can is made', () => {
  const made = newId();
  own.mutate('ticket.create', newTicket(made));
  own.mutate('message.create', { id: newId(), threadId: made, body: 'Hello' });
  refuse(1);
  refuse(2);
  const row = ticketRow(made, 3, { title: 'Taken' });
  applyPage(account.statements, agentId, pageOf('desk', 3, [row]));
  const [create, comment] = readRefused(account.statements);
  expect(() => own.retry(comment?.id ?? '')).toThrow('there already');
  expect(readRefused(account.statements)).toEqual([create, comment]);
  expect(readOutbox(account.statements)).toEqual([]);
});

test('S5: discarding the first of a group discards all of it, discarding another one only that', () => {
  rename('a', 'b');
  rename('b', 'c');
  rename('c', 'd');
  const kept = own.mutate('ticket.create', newTicket(newId())).id;
  for (const seq of [1, 2, 3, 4]) refuse(seq);
  const [first, second] = readRefused(account.statements);
  own.discard(second?.id ?? '');
  expect(readRefused(account.statements)).toHaveLength(3);
  own.discard(first?.id ?? '');
  expect(readRefused(account.statements).map(({ id }) => id)).toEqual([kept]);
});

const textConflict: WireError = { code: 'CONFLICT', message: 'No.', reason: 'text-conflict' };

function conflictingText(): string {
  const { id } = update({ description: { was: 'one two three', now: 'one 2 three' } });
  theirs(3, 'one II three');
  refuse(1, textConflict);
  return id;
}

function theirs(version: number, description: string): void {
  applyPage(
    account.statements,
    agentId,
    pageOf('desk', version, [ticketRow(ticket, version, { title: 'a', description })]),
  );
}

test('S29: of a text that could not be merged mine, theirs and both are given to choose from', () => {
  const id = conflictingText();
  expect(own.state(false).refused).toMatchObject([
    {
      id,
      group: id,
      text: {
        field: 'description',
        mine: 'one 2 three',
        theirs: 'one II three',
        merged: 'one 2 II three',
      },
    },
  ]);
});

test('S29: the text chosen replaces the one that was shown, and the change that was not accepted goes with it', () => {
  const id = conflictingText();
  own.state(false);
  theirs(4, 'one II three four');
  own.resolveText(id, 'description', 'one both three');
  expect(readRefused(account.statements)).toEqual([]);
  expect(readOutbox(account.statements)).toMatchObject([
    { args: { changes: { description: { was: 'one II three', now: 'one both three' } } } },
  ]);
  expect(readView(account.statements, 'ticket', ticket)?.description).toBe('one both three four');
});

test('S29: where the other text changed again in the same place, nothing is saved and nothing is lost', () => {
  const id = conflictingText();
  own.state(false);
  theirs(4, 'one 22 three');
  expect(() => own.resolveText(id, 'description', 'one both three')).toThrow(
    expect.objectContaining({ details: { reason: 'text-conflict' } }),
  );
  expect(readRefused(account.statements)).toMatchObject([{ id }]);
  expect(own.state(false).refused[0]?.text?.theirs).toBe('one 22 three');
});

test('S29: a text that nobody may see any more is not offered, what its author wrote is', () => {
  const id = conflictingText();
  const gone = [{ scope: 'desk', table: 'ticket', id: ticket, version: 5, gone: true }];
  applyPage(account.statements, agentId, { ...pageOf('desk', 5, []), entries: gone });
  expect(own.state(false).refused[0]).not.toHaveProperty('text');
  expect(JSON.stringify(own.state(false).refused[0]?.args)).toContain('one 2 three');
  expect(() => own.resolveText(id, 'description', 'x')).toThrow('not there any more');
});

test('S7: where nothing will be sent any more, everything that was typed is listed to copy', () => {
  for (let count = 0; count < 120; count += 1) rename(String(count), String(count + 1));
  expect(own.state(false).waiting).toHaveLength(100);
  expect(own.state(false).waiting[0]).not.toHaveProperty('args');
  const all = own.state(true).waiting;
  expect(all).toHaveLength(120);
  expect(all.at(-1)?.args).toMatchObject({ changes: { title: { now: '120' } } });
});
