import type { Json } from '@holdfast/shared/json.ts';
import { assignmentId, assignmentModel } from '@holdfast/shared/model/assignment.ts';
import { ticketModel } from '@holdfast/shared/model/ticket.ts';
import { newTicket } from '@holdfast/shared/test-support/desk.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyTotals, type Totals, type TotalsGroup, type TotalsQuery, totalsKey } from '../api/totals.ts';
import { findPending, readOutboxSeqs } from '../store/outbox.ts';
import { readView } from '../store/overlay-rows.ts';
import { applyAnswers, applyPage } from '../sync/apply.ts';
import { ManualClock } from '../test-support/manual-clock.ts';
import {
  agentId,
  agentRow,
  createTestIds,
  MemoryAccount,
  pageOf,
  rowOf,
  ticketRow,
} from '../test-support/memory-account.ts';
import { TotalsBoard } from './totals-board.ts';

const newId = createTestIds();
const at = '2026-01-05T08:00:00.000Z';
/** Few rows, so that changes meet. */
const tickets = [newId(), newId(), newId()];
const projects = [newId(), newId()];
const weeks = ['2026-01-05', '2026-01-12'];
const everywhere = ['everyone', 'desk', `user:${agentId}`];

const watched: readonly { query: TotalsQuery; keyOf: (row: Row) => TotalsGroup['key'] }[] = [
  {
    query: { table: 'assignment', by: [{ column: 'userId' }, { column: 'week' }], sum: 'hours' },
    keyOf: (row) => [text(row.userId), text(row.week)],
  },
  {
    query: {
      table: 'assignment',
      by: [{ column: 'projectId' }],
      sum: 'hours',
      range: { column: 'week', from: '2026-01-12' },
    },
    keyOf: (row) => (String(row.week) < '2026-01-12' ? [] : [text(row.projectId)]),
  },
  {
    query: {
      table: 'assignment',
      by: [{ column: 'week' }, { column: 'userId' }],
      sum: 'hours',
      range: { column: 'week', from: '2026-01-06', to: '2026-01-12' },
    },
    keyOf: (row) => (row.week === '2026-01-12' ? [text(row.week), text(row.userId)] : []),
  },
  {
    query: { table: 'ticket', by: [{ column: 'status' }, { column: 'projectId' }] },
    keyOf: (row) => [text(row.status), text(row.projectId)],
  },
  {
    query: {
      table: 'ticket',
      by: [{ column: 'createdAt', as: 'day' }],
      where: { status: ['open', 'waiting'] },
    },
    keyOf: (row) => (row.status === 'closed' ? [] : [String(row.createdAt).slice(0, 10)]),
  },
];

const place = fc.nat(2);
const step = fc.record({
  kind: fc.constantFrom(
    'create',
    'status',
    'file',
    'withdraw',
    'plan',
    'plan',
    'server',
    'server',
    'gone',
    'accept',
    'refuse',
    'leave',
    'fail',
  ),
  place,
  other: fc.nat(1),
  status: fc.constantFrom('open', 'waiting', 'closed'),
  hours: fc.constantFrom(0, 0.25, 8, 40),
  isPlan: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
type Row = Readonly<Record<string, Json>>;

test('totals equal those from scratch after any writes, news, answers, refusals and lost sight', () => {
  const account = openAccount();
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (history) =>
      rolledBack(account, () => live(account, history)),
    ),
    { numRuns: 150 },
  );
});

function live(account: MemoryAccount, history: readonly Step[]): void {
  const board = new TotalsBoard(account.statements, new ManualClock(), (read) => read());
  const shown = watched.map(({ query }) => follow(board, query));
  let version = 3;
  for (const one of history) {
    version += 1;
    play(account, one, version);
    board.refresh();
    for (const [index, { query, keyOf }] of watched.entries())
      expect(inOrder(shown[index]?.totals)).toEqual(fromScratch(account, query, keyOf));
  }
}

/** Opening a file takes far longer than all that is done with it here: each run is undone instead. */
function rolledBack({ statements: { database } }: MemoryAccount, work: () => void): void {
  database.exec('BEGIN');
  try {
    work();
  } finally {
    database.exec('ROLLBACK');
  }
}

function openAccount(): MemoryAccount {
  const account = new MemoryAccount();
  const admin = { ...agentRow, version: 2, data: { ...agentRow.data, role: 'admin' } };
  applyPage(account.statements, agentId, pageOf('everyone', 2, [admin]));
  const rows = projects.map((id) => rowOf('project', id, 3, project));
  applyPage(account.statements, agentId, pageOf('desk', 3, rows));
  return account;
}

const project = {
  ...{ name: 'P', description: '', status: 'active', divisionId: null, ownerId: agentId },
  ...{ createdAt: at, updatedAt: at },
};

function follow(board: TotalsBoard, query: TotalsQuery): { totals: Totals | undefined } {
  const shown: { totals: Totals | undefined } = { totals: undefined };
  const model = query.table === 'ticket' ? ticketModel : assignmentModel;
  board.watch(model, query, (patch) => {
    shown.totals = applyTotals(shown.totals, patch);
  });
  return shown;
}

/** Counted from the view, row by row. */
function fromScratch(
  account: MemoryAccount,
  { table, sum }: TotalsQuery,
  keyOf: (row: Row) => TotalsGroup['key'],
): readonly TotalsGroup[] {
  const groups = new Map<string, TotalsGroup>();
  for (const { data } of account.statements.all<{ data: string }>(`SELECT data FROM "${table}"`)) {
    const row: Row = JSON.parse(data);
    const key = keyOf(row);
    if (key.length === 0) continue;
    const before = groups.get(totalsKey(...key)) ?? { key, count: 0, sum: 0 };
    const more = sum === undefined ? 0 : Number(row[sum]);
    groups.set(totalsKey(...key), { key, count: before.count + 1, sum: before.sum + more });
  }
  return inOrder(groups);
}

function inOrder(totals: Totals | undefined): readonly TotalsGroup[] {
  return [...(totals ?? [])].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, group]) => group);
}

function play(account: MemoryAccount, one: Step, version: number): void {
  const { statements } = account;
  if (one.kind === 'accept' || one.kind === 'refuse') answer(account, one, version);
  else if (one.kind === 'server')
    applyPage(statements, agentId, pageOf('desk', version, [serverRow(one, version)]));
  else if (one.kind === 'gone') {
    const { table, id } = serverRow(one, version);
    const entries = [{ scope: 'desk', table, id, version, gone: true as const }];
    applyPage(statements, agentId, { ...pageOf('desk', version, []), entries });
  } else if (one.kind === 'leave') {
    applyPage(statements, agentId, { ...pageOf('everyone', version, []), scopes: ['everyone'] });
    applyPage(statements, agentId, { ...pageOf('desk', version, []), scopes: everywhere });
  } else if (one.kind === 'fail') attempt(() => failing(account, one));
  else attempt(() => account.write(...mutationOf(account, one), newId()));
}

/** What is undone with its transaction is in no figure. */
function failing(account: MemoryAccount, one: Step): void {
  account.statements.database.transaction(() => {
    account.write(...mutationOf(account, { ...one, kind: 'plan' }), newId());
    throw new Error('The disk is full.');
  })();
}

function mutationOf({ statements }: MemoryAccount, one: Step): [string, Json] {
  const id = at3(tickets, one.place);
  const ticket = readView(statements, 'ticket', id);
  const projectId = at3(projects, one.other);
  switch (one.kind) {
    case 'create':
      return ['ticket.create', newTicket(id)];
    case 'status':
      return ['ticket.update', { id, changes: { status: { was: ticket?.status ?? null, now: one.status } } }];
    case 'file':
      return [
        'ticket.update',
        { id, changes: { projectId: { was: ticket?.projectId ?? null, now: projectId } } },
      ];
    case 'withdraw':
      return ['ticket.withdraw', { id }];
    default: {
      const cell = cellOf(one);
      const was = readView(statements, 'assignment', assignmentId(cell))?.hours ?? 0;
      return ['assignment.set', { ...cell, changes: { hours: { was, now: one.hours } } }];
    }
  }
}

function cellOf({ place: week, other }: Step) {
  return { userId: agentId, projectId: at3(projects, other), phaseId: null, week: at3(weeks, week % 2) };
}

function serverRow(one: Step, version: number) {
  const cell = cellOf(one);
  if (one.isPlan)
    return rowOf('assignment', assignmentId(cell), version, {
      ...cell,
      hours: one.hours,
      updatedAt: at,
      updatedBy: agentId,
    });
  const createdAt = one.other === 0 ? at : '2026-01-06T08:00:00.000Z';
  return ticketRow(at3(tickets, one.place), version, { status: one.status, createdAt });
}

/** The first that waits is answered: accepted with nothing arriving yet, or refused. */
function answer({ statements }: MemoryAccount, { kind }: Step, version: number): void {
  const seq = readOutboxSeqs(statements)[0];
  const pending = seq === undefined ? undefined : findPending(statements, seq);
  if (pending === undefined || pending.state === 'sent') return;
  const { id } = pending;
  const error = { code: 'CONFLICT', message: 'No.' } as const;
  const result =
    kind === 'accept'
      ? { seq: pending.seq, id, ok: true as const, version }
      : { seq: pending.seq, id, ok: false as const, error };
  applyPage(statements, agentId, { ...pageOf('desk', version, []), results: [result] });
  if (kind === 'refuse') applyAnswers(statements, agentId, [result]);
}

function attempt(work: () => unknown): void {
  try {
    work();
  } catch {
    // What the rules refuse, or what failed on purpose, changes nothing.
  }
}

function at3<T>(items: readonly T[], index: number): T {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('There is nothing to choose from.');
  return item;
}

function text(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
