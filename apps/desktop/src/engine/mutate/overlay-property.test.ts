import type { RowData } from '@holdfast/shared/effect/operations.ts';
import type { Json } from '@holdfast/shared/json.ts';
import { justWritten } from '@holdfast/shared/model/message.ts';
import type { PullResponse } from '@holdfast/shared/protocol/pull.ts';
import { newTicket } from '@holdfast/shared/test-support/desk.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findPending, readOutboxSeqs } from '../store/outbox.ts';
import { readView } from '../store/overlay-rows.ts';
import { readWrites } from '../store/touches.ts';
import { applyPage } from '../sync/apply.ts';
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
/** Few rows, so that changes meet. */
const pool = { ticket: [newId(), newId()], project: [newId(), newId()], person: [agentId, newId()] };
const memberships = [newId(), newId(), newId()];
const messages = [newId(), newId(), newId()];

const place = fc.nat(2);
const text = fc.constantFrom('one two three', 'ONE two three', 'one two THREE', 'one 2 three', '');
const status = fc.constantFrom('open', 'waiting', 'closed');

const write = fc.record({
  kind: fc.constant('write' as const),
  what: fc.constantFrom(
    ...(['create', 'status', 'text', 'file', 'comment', 'watch', 'withdraw', 'uncomment', 'unfile'] as const),
    ...(['project', 'rename', 'unproject', 'join', 'leave', 'person'] as const),
  ),
  place,
  other: place,
  text,
  status,
  sees: fc.boolean(),
});
const server = fc.record({
  kind: fc.constant('server' as const),
  table: fc.constantFrom('ticket', 'thread', 'message', 'membership', 'project', 'user', 'activity'),
  place,
  other: place,
  text,
  status,
});
const gone = fc.record({
  kind: fc.constant('gone' as const),
  table: server.map(({ table }) => table),
  place,
});
const settle = fc.record({
  kind: fc.constant('settle' as const),
  place: fc.nat(5),
  ok: fc.boolean(),
  exactly: fc.boolean(),
});
const steps = fc.array(
  fc.oneof(
    { arbitrary: write, weight: 5 },
    { arbitrary: server, weight: 2 },
    { arbitrary: gone, weight: 1 },
    { arbitrary: settle, weight: 3 },
  ),
  { maxLength: 40 },
);
type Write = typeof write extends fc.Arbitrary<infer S> ? S : never;
type Server = typeof server extends fc.Arbitrary<infer S> ? S : never;
type Step = typeof steps extends fc.Arbitrary<(infer S)[]> ? S : never;

test('S21: after any writes, news, settled and refused changes the overlay equals a rebuild', () => {
  fc.assert(
    fc.property(steps, (history) => {
      const account = new MemoryAccount();
      applyPage(account.statements, agentId, pageOf('everyone', 2, [agent(2, 'admin')]));
      let version = 2;
      for (const step of history) {
        version += 1;
        play(account, step, version);
        const grown = account.overlay();
        account.rebuild();
        expect(grown).toEqual(account.overlay());
      }
      account.statements.database.close();
    }),
    { numRuns: 150 },
  );
});

function play(account: MemoryAccount, step: Step, version: number): void {
  if (step.kind === 'write') attempt(() => account.write(...mutationOf(account, step)));
  else if (step.kind === 'settle') answer(account, step, version);
  else if (step.kind === 'server') {
    const scope = step.table === 'user' ? 'everyone' : 'desk';
    applyPage(account.statements, agentId, pageOf(scope, version, [serverRow(step, version)]));
  } else {
    const id = idOf(step.table, step.place);
    if (id !== agentId)
      applyPage(account.statements, agentId, gonePage(version, [{ table: step.table, id }]));
  }
}

/** The value that its author sees, or one that nobody has seen. */
function seen(account: MemoryAccount, table: string, id: string, field: string, sees: boolean): Json {
  return sees ? (readView(account.statements, table, id)?.[field] ?? '') : 'something else';
}

function mutationOf(account: MemoryAccount, step: Write): [string, Json] {
  const id = idOf('ticket', step.place);
  const projectId = idOf('project', step.other);
  const was = (field: string, table = 'ticket', row = id) => seen(account, table, row, field, step.sees);
  switch (step.what) {
    case 'create':
      return ['ticket.create', { ...newTicket(id), projectId: step.sees ? null : projectId }];
    case 'status':
      return ['ticket.update', { id, changes: { status: { was: was('status'), now: step.status } } }];
    case 'text':
      return ['ticket.update', { id, changes: { description: { was: was('description'), now: step.text } } }];
    case 'file':
      return ['ticket.update', { id, changes: { projectId: { was: null, now: projectId } } }];
    case 'unfile':
      return ['ticket.revert', { id, changes: { projectId: { ifStill: projectId, now: null } } }];
    case 'comment':
      return ['message.create', { id: idOf('message', step.other), threadId: id, body: 'Hello' }];
    case 'uncomment':
      return ['message.withdraw', { id: idOf('message', step.other) }];
    case 'watch':
      return ['ticket.watch', { id, userId: idOf('user', step.other) }];
    case 'withdraw':
      return ['ticket.withdraw', { id }];
    case 'project':
      return [
        'project.create',
        { id: projectId, membershipId: newId(), name: 'P', description: '', divisionId: null },
      ];
    case 'rename': {
      const name = { was: was('name', 'project', projectId), now: step.text === '' ? 'Q' : step.text };
      return ['project.update', { id: projectId, changes: { name } }];
    }
    case 'unproject':
      return ['project.withdraw', { id: projectId }];
    case 'join':
      return ['membership.add', { id: idOf('membership', step.place), ...member(step.place, step.other) }];
    case 'leave':
      return ['membership.remove', { id: idOf('membership', step.place) }];
    case 'person':
      return ['user.add', { id: newId(), name: 'New', email: `new${step.place}@example.org`, role: 'agent' }];
  }
}

function serverRow(step: Server, version: number) {
  const { table, place: row, other } = step;
  const id = idOf(table, row);
  const ticket = idOf('ticket', other);
  switch (table) {
    case 'ticket':
      return ticketRow(id, version, {
        description: step.text,
        status: step.status,
        projectId: other === 0 ? null : idOf('project', other),
      });
    case 'thread':
      return rowOf(table, id, version, { subjectTable: 'ticket', subjectId: id, createdAt: at });
    case 'message':
      return rowOf(table, id, version, {
        ...{ threadId: ticket, authorId: idOf('user', row), body: step.text, createdAt: at },
        ...justWritten,
      });
    case 'membership':
      return rowOf(table, id, version, { ...member(row, other), createdAt: at });
    case 'project':
      return rowOf(table, id, version, {
        ...{ name: step.text, description: '', status: 'active', divisionId: null },
        ...{ ownerId: idOf('user', other), createdAt: at, updatedAt: at },
      });
    case 'user':
      return id === agentId
        ? agent(version, other === 0 ? 'agent' : 'admin')
        : rowOf(table, id, version, { ...person, email: `new${other}@example.org`, disabled: row === 1 });
    default:
      return rowOf(table, id, version, {
        ...{ subjectTable: 'ticket', subjectId: ticket, actorId: idOf('user', row) },
        ...{ kind: 'changed', changes: [], at },
      });
  }
}

const person = { name: 'Grace', role: 'agent', createdAt: at };

function agent(version: number, role: string) {
  return { ...agentRow, version, data: { ...agentRow.data, role } };
}

function member(place: number, other: number) {
  return {
    userId: idOf('user', place),
    groupTable: 'project',
    groupId: idOf('project', other),
    role: 'member',
  };
}

function idOf(table: string, index: number): string {
  const pick = (ids: readonly string[]) => ids[index % ids.length] ?? '';
  if (table === 'message' || table === 'activity') return pick(messages);
  if (table === 'membership') return pick(memberships);
  if (table === 'user') return pick(pool.person);
  return pick(table === 'project' ? pool.project : pool.ticket);
}

/** The server answers one of the pending changes, the first or a later one; `exactly`: with just what it had made here. */
function answer(account: MemoryAccount, step: Extract<Step, { kind: 'settle' }>, version: number): void {
  const { statements } = account;
  const seqs = readOutboxSeqs(statements);
  const seq = seqs[step.place % Math.max(1, seqs.length)];
  const pending = seq === undefined ? undefined : findPending(statements, seq);
  if (pending === undefined) return;
  const error = { code: 'CONFLICT' as const, message: 'No.', reason: 'text-conflict' };
  const base = { seq: pending.seq, id: pending.id };
  const results = [step.ok ? { ...base, ok: true, version } : { ...base, ok: false, error }];
  const rows = step.ok && step.exactly ? readWrites(statements, pending.seq) : [];
  const left = rows.filter(({ table, id }) => readView(statements, table, id) === undefined);
  const there = rows.flatMap(({ table, id }) => {
    const row = readView(statements, table, id);
    return row === undefined ? [] : [{ table, id, version, data: toData(row) }];
  });
  applyPage(statements, agentId, {
    ...gonePage(version, left),
    ...(there.length > 0 ? pageOf('desk', version, there) : {}),
    results,
  });
}

function toData(row: RowData): Record<string, never> {
  return JSON.parse(JSON.stringify(row));
}

function gonePage(version: number, rows: readonly { table: string; id: string }[]): PullResponse {
  const entries = rows.map(({ table, id }) => ({ scope: 'desk', table, id, version, gone: true }));
  return { ...pageOf('desk', version, []), entries };
}

/** Changes that the rules refuse at once are not part of the history. */
function attempt(work: () => void): void {
  try {
    work();
  } catch (error) {
    expect(error).toMatchObject({ name: 'HoldfastError' });
  }
}
