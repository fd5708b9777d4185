import { assignmentId } from '@holdfast/shared/model/assignment.ts';
import type { MutationResult } from '@holdfast/shared/protocol/mutation.ts';
import { newTicket } from '@holdfast/shared/test-support/desk.ts';
import { expect, test } from 'vitest';
import { addToOutbox } from '../store/outbox.ts';
import { readRefused } from '../store/refused.ts';
import { applyPage, readActor } from '../sync/apply.ts';
import { agentId, createTestIds, MemoryAccount, pageOf, ticketRow } from '../test-support/memory-account.ts';
import { purgeAllSeen, purgeSeen } from './purge-seen.ts';
import { rebase } from './rebase.ts';

const newId = createTestIds();

/** Changes of two tickets: one accepted, one refused, one undone and one that wait. */
function accountWithChanges() {
  const account = new MemoryAccount();
  const { statements } = account;
  const tickets = [newId(), newId()] as const;
  const rows = tickets.map((id) => ticketRow(id, 2, { title: 'Theirs' }));
  applyPage(statements, agentId, pageOf('desk', 2, rows));
  for (const id of tickets) {
    account.write('ticket.update', { id, changes: { title: { was: 'Theirs', now: 'Accepted' } } });
    account.write('ticket.update', { id, changes: { title: { was: 'Theirs', now: 'Refused' } } });
    account.write('ticket.revert', { id, changes: { title: { ifStill: 'Refused', now: 'Theirs' } } });
    account.write('ticket.update', { id, changes: { title: { was: 'Theirs', now: 'Waits' } } });
  }
  const error = { code: 'CONFLICT' as const, message: 'No.' };
  const outbox = statements.all<{ seq: number; id: string }>('SELECT seq, id FROM outbox ORDER BY seq');
  const results = outbox.flatMap((key, place): MutationResult[] => {
    if (place % 4 === 0) return [{ ...key, ok: true, version: 3 }];
    return place % 4 === 1 ? [{ ...key, ok: false, error }] : [];
  });
  applyPage(statements, agentId, { ...pageOf('desk', 3, []), results });
  const kept = () =>
    ['confirmed', 'refused', 'outbox'].flatMap((table) =>
      statements.all<{ args: string }>(`SELECT args FROM ${table} ORDER BY id`).map(({ args }) => args),
    );
  return { statements, tickets, kept };
}

test('S23: of rows that left one’s sight nothing of others stays in waiting, refused and accepted changes', () => {
  const { statements, tickets, kept } = accountWithChanges();
  purgeSeen(statements, [
    { table: 'ticket', id: tickets[0] },
    { table: 'message', id: tickets[1] },
  ]);
  const [ofLost, ofOther] = tickets.map((id) => kept().filter((args) => args.includes(id)));
  expect(ofLost).toHaveLength(4);
  expect(ofLost?.join()).not.toContain('Theirs');
  for (const mine of ['Accepted', 'Refused', 'Waits']) expect(ofLost?.join()).toContain(mine);
  expect(ofOther?.filter((args) => args.includes('Theirs'))).toHaveLength(4);
  expect(readRefused(statements)).toHaveLength(2);
});

test('S7, S23: of a disabled account everything that was seen goes', () => {
  const { statements, kept } = accountWithChanges();
  purgeAllSeen(statements);
  expect(kept()).toHaveLength(8);
  expect(kept().join()).not.toContain('Theirs');
});

test('S21, S23: a waiting change runs again without what was seen, though its row is as it was found', () => {
  const account = new MemoryAccount();
  const { statements } = account;
  const id = newId();
  account.write('ticket.create', { ...newTicket(id), description: 'It drips.' });
  const description = { was: 'It drips.', now: 'It drips day and night.' };
  account.write('ticket.update', { id, changes: { description } });
  const row = { table: 'ticket', id };
  purgeSeen(statements, [row]);
  rebase(statements, readActor(statements, agentId), [row], []);
  const grown = account.overlay();
  account.rebuild();
  expect(grown).toEqual(account.overlay());
});

test('S23: an accepted change of a row that left one’s sight before it ever came keeps nothing of what was seen', () => {
  const account = new MemoryAccount();
  const { statements } = account;
  const [held, left] = [newId(), newId()];
  for (const id of [held, left]) {
    account.write('ticket.create', newTicket(id));
    account.write('ticket.update', { id, changes: { title: { was: newTicket(id).title, now: 'Mine' } } });
  }
  const outbox = statements.all<{ seq: number; id: string }>('SELECT seq, id FROM outbox ORDER BY seq');
  const results = outbox.map((key) => ({ ...key, ok: true, version: 3 }));
  applyPage(statements, agentId, { ...pageOf('desk', 3, [ticketRow(held, 3)]), results });
  const changes = statements
    .all<{ args: string }>("SELECT args FROM confirmed WHERE name = 'ticket.update'")
    .map(({ args }) => args);
  expect(changes.filter((args) => args.includes('"was"'))).toEqual([expect.stringContaining(held)]);
  expect(changes.filter((args) => args.includes('Mine'))).toHaveLength(2);
});

test('S23: what was seen of a row that its change names by what it is of, and not by an id, goes too', () => {
  const { statements } = new MemoryAccount();
  const place = { userId: newId(), projectId: newId(), phaseId: null, week: '2026-03-02' };
  const args = { ...place, changes: { hours: { was: 36.25, now: 8 } } };
  addToOutbox(statements, {
    id: newId(),
    name: 'assignment.set',
    args,
    at: '2026-03-01T00:00:00.000Z',
    after: [],
  });
  const kept = () => statements.get<{ args: string }>('SELECT args FROM outbox')?.args;
  purgeSeen(statements, [{ table: 'assignment', id: assignmentId({ ...place, week: '2026-03-09' }) }]);
  expect(kept()).toContain('36.25');
  purgeSeen(statements, [{ table: 'assignment', id: assignmentId(place) }]);
  expect(kept()).toContain('"hours":{"now":8}');
});
