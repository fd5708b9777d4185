import type { Json } from '@holdfast/shared/json.ts';
import { newTicket } from '@holdfast/shared/test-support/desk.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readOutbox } from '../store/outbox.ts';
import { readView } from '../store/overlay-rows.ts';
import { applyDelta, applyPage } from '../sync/apply.ts';
import {
  agentId,
  agentRow,
  createTestIds,
  MemoryAccount,
  pageOf,
  rowOf,
  ticketRow,
} from '../test-support/memory-account.ts';

const newId = createTestIds();
const at = '2026-01-05T08:00:00.000Z';
const tickets = [newId(), newId(), newId()] as const;

function statusChange(id: string, was: string, now: string) {
  return { id, changes: { status: { was, now } } };
}

test('S20: a change shows in the view and waits in the outbox, both at once', () => {
  const account = new MemoryAccount();
  account.write('ticket.create', { ...newTicket(tickets[0]), title: 'Leaking tap' });
  expect(readView(account.statements, 'ticket', tickets[0])).toMatchObject({
    title: 'Leaking tap',
    creatorId: agentId,
  });
  expect(readOutbox(account.statements)).toMatchObject([{ seq: 1, name: 'ticket.create', state: 'waiting' }]);
});

test('S21: a pending change of one field stays over what somebody else changed meanwhile', () => {
  const account = new MemoryAccount();
  applyPage(account.statements, agentId, pageOf('desk', 2, [ticketRow(tickets[0], 2)]));
  account.write('ticket.update', statusChange(tickets[0], 'open', 'waiting'));
  applyDelta(account.statements, agentId, {
    epoch: 'e1',
    version: 3,
    scopes: { desk: { from: 2, version: 3 } },
    entries: [{ scope: 'desk', table: 'ticket', id: tickets[0], version: 3 }],
    rows: [ticketRow(tickets[0], 3, { title: 'Their title' })],
  });
  expect(readView(account.statements, 'ticket', tickets[0])).toMatchObject({
    title: 'Their title',
    status: 'waiting',
  });
});

test('S4: a pending change whose ticket is gone leaves the overlay, is marked and is still sent', () => {
  const account = new MemoryAccount();
  applyPage(account.statements, agentId, pageOf('desk', 2, [ticketRow(tickets[0], 2)]));
  account.write('ticket.update', statusChange(tickets[0], 'open', 'closed'));
  applyPage(account.statements, agentId, {
    ...pageOf('desk', 3, []),
    entries: [{ scope: 'desk', table: 'ticket', id: tickets[0], version: 3, gone: true }],
  });
  expect(readView(account.statements, 'ticket', tickets[0])).toBeUndefined();
  expect(readOutbox(account.statements)).toMatchObject([{ seq: 1, state: 'doubtful' }]);
});

test('S22: an accepted change waits for its effect, then leaves without a flicker', () => {
  const account = new MemoryAccount();
  account.write('ticket.create', { ...newTicket(tickets[0]), title: 'Leaking tap' });
  const id = readOutbox(account.statements)[0]?.id ?? '';
  applyDelta(account.statements, agentId, {
    epoch: 'e1',
    version: 5,
    scopes: { desk: { from: 0, version: 5 } },
    entries: [{ scope: 'desk', table: 'ticket', id: tickets[0], version: 5 }],
    rows: [ticketRow(tickets[0], 5, { title: 'Leaking tap', number: 7 })],
    results: [{ seq: 1, id, ok: true, version: 5 }],
  });
  expect(readOutbox(account.statements)).toEqual([]);
  expect(readView(account.statements, 'ticket', tickets[0])).toMatchObject({
    title: 'Leaking tap',
    number: 7,
  });
});

test('S21: a change that runs again does not see what a later one made of the rows that it read', () => {
  const account = new MemoryAccount();
  const [division, first, second] = [newId(), newId(), newId()];
  const createdAt = '2026-01-05T08:00:00.000Z';
  const manager = { ...agentRow, version: 2, data: { ...agentRow.data, role: 'manager' } };
  const theirs = { id: first, userId: agentId, groupTable: 'division', groupId: division, role: 'member' };
  applyPage(
    account.statements,
    agentId,
    pageOf('everyone', 2, [manager, rowOf('division', division, 2, { name: 'North', createdAt })]),
  );
  // They join, by a change of ours; then somebody else's entry of the same person arrives, and we take that one away.
  account.write('membership.add', { ...theirs, id: second });
  const arrived = rowOf('membership', first, 3, { ...theirs, createdAt });
  applyPage(account.statements, agentId, pageOf('everyone', 3, [arrived]));
  account.write('membership.remove', { id: first });
  // The division changes, which the first of our changes had read, and the second had not.
  const renamed = rowOf('division', division, 4, { name: 'South', createdAt });
  applyPage(account.statements, agentId, pageOf('everyone', 4, [renamed]));
  const grown = account.overlay();
  account.rebuild();
  expect(grown).toEqual(account.overlay());
});

/** One step of a random history: a change here, or news from the server. */
test('S21: what a change writes before it fails keeps nothing of others’ in the overlay', () => {
  const account = new MemoryAccount();
  const { statements } = account;
  const id = newId();
  const project = (version: number, more: Record<string, Json>) =>
    rowOf('project', id, version, {
      ...{ name: 'Doors', description: '', status: 'active', divisionId: null, ownerId: agentId },
      ...{ createdAt: at, updatedAt: at, ...more },
    });
  applyPage(statements, agentId, pageOf('desk', 2, [project(2, {})]));
  account.write('project.update', { id, changes: { name: { was: 'Doors', now: 'Gates' } } });
  account.write('project.plan', { id, changes: { startsOn: { was: null, now: '2026-01-27' } } });
  // With somebody else's last day the second one ends before it begins, once it has written.
  applyPage(statements, agentId, pageOf('desk', 3, [project(3, { endsOn: '2026-01-23' })]));
  const updatedAt = readView(statements, 'project', id)?.updatedAt ?? null;
  const [first] = readOutbox(statements);
  const results = [{ seq: 1, id: first?.id ?? '', ok: true, version: 4 }];
  const after = project(4, { endsOn: '2026-01-23', name: 'Gates', updatedAt });
  applyPage(statements, agentId, { ...pageOf('desk', 4, [after]), results });
  const grown = account.overlay();
  account.rebuild();
  expect(grown).toEqual(account.overlay());
});

const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('create' as const), ticket: fc.nat(2) }),
    fc.record({
      kind: fc.constant('status' as const),
      ticket: fc.nat(2),
      now: fc.constantFrom('open', 'waiting', 'closed'),
    }),
    fc.record({ kind: fc.constant('comment' as const), ticket: fc.nat(2) }),
    fc.record({
      kind: fc.constant('server' as const),
      ticket: fc.nat(2),
      title: fc.constantFrom('a', 'b', 'c'),
    }),
    fc.record({ kind: fc.constant('gone' as const), ticket: fc.nat(2) }),
    fc.record({ kind: fc.constant('settle' as const), ok: fc.boolean() }),
  ),
  { maxLength: 40 },
);

test('S21: at any moment the overlay equals a rebuild from base and outbox', () => {
  fc.assert(
    fc.property(steps, (history) => {
      const account = new MemoryAccount();
      let version = 1;
      for (const step of history) {
        version += 1;
        play(account, step, version);
        const grown = account.overlay();
        account.rebuild();
        expect(grown).toEqual(account.overlay());
      }
      account.statements.database.close();
    }),
    { numRuns: 60 },
  );
});

type Step = typeof steps extends fc.Arbitrary<(infer S)[]> ? S : never;

function play(account: MemoryAccount, step: Step, version: number): void {
  const { statements } = account;
  if (step.kind === 'settle') {
    const first = readOutbox(statements)[0];
    if (first === undefined) return;
    const result = step.ok
      ? { seq: first.seq, id: first.id, ok: true, version }
      : { seq: first.seq, id: first.id, ok: false, error: { code: 'NOT_FOUND' as const, message: 'gone' } };
    applyPage(statements, agentId, { ...pageOf('desk', version, []), results: [result] });
    return;
  }
  const id = tickets[step.ticket] ?? tickets[0];
  if (step.kind === 'server') {
    applyPage(statements, agentId, pageOf('desk', version, [ticketRow(id, version, { title: step.title })]));
  } else if (step.kind === 'gone') {
    const entries = [{ scope: 'desk', table: 'ticket', id, version, gone: true }];
    applyPage(statements, agentId, { ...pageOf('desk', version, []), entries });
  } else {
    attempt(() => account.write(...writeOf(step, id)));
  }
}

function writeOf(step: Step, id: string): [string, Parameters<MemoryAccount['write']>[1]] {
  if (step.kind === 'create') return ['ticket.create', newTicket(id)];
  if (step.kind === 'status') return ['ticket.update', statusChange(id, 'open', step.now)];
  return ['message.create', { id: newId(), threadId: id, body: 'Hello' }];
}

/** Changes that the rules refuse at once are not part of the history. */
function attempt(work: () => void): void {
  try {
    work();
  } catch (error) {
    expect(error).toMatchObject({ name: 'HoldfastError' });
  }
}

test('S3: a change that is too large is refused in plain words before anything is written', () => {
  const account = new MemoryAccount();
  applyPage(account.statements, agentId, pageOf('desk', 2, [ticketRow(tickets[0], 2)]));
  const changes = { description: { was: '€'.repeat(90_000), now: '€'.repeat(90_000) } };
  expect(() => account.write('ticket.update', { id: tickets[0], changes })).toThrow(
    /one change can hold 512 KB/,
  );
  expect(readOutbox(account.statements)).toEqual([]);
});
