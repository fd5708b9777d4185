import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { PullResponse } from '@holdfast/shared/protocol/pull.ts';
import type { PushRequest, PushResponse } from '@holdfast/shared/protocol/push.ts';
import { newTicket } from '@holdfast/shared/test-support/desk.ts';
import { expect, test } from 'vitest';
import { readBase } from '../store/base-rows.ts';
import { addDigests, noSums } from '../store/digests.ts';
import { readMeta } from '../store/meta.ts';
import { readOutbox } from '../store/outbox.ts';
import { finishedVersions, readScopes } from '../store/scope-state.ts';
import { settlePromises } from '../test-support/manual-clock.ts';
import { agentId, createTestIds, pageOf, ticketRow } from '../test-support/memory-account.ts';
import { SyncSetup } from '../test-support/sync-setup.ts';
import { applyPage } from './apply.ts';

const newId = createTestIds();
const ticket = newId();
const HOURS_MS = 60 * 60_000;

/** A promise that the test settles. */
function later<T>() {
  let settle: (value: T) => void = () => {};
  const promise = new Promise<T>((resolve) => {
    settle = resolve;
  });
  return { promise, settle };
}

test('S14: a page of an earlier connection that comes late is dropped', async () => {
  const setUp = new SyncSetup();
  const { network, memory } = setUp;
  const late = later<PullResponse>();
  network.answerPull = () => late.promise;
  await setUp.connect();
  network.fail('CONNECTION_ERROR');
  late.settle(pageOf('desk', 9, [ticketRow(ticket, 9)]));
  await settlePromises();
  expect(readBase(memory.statements, 'ticket', ticket)).toBeUndefined();
});

test('S14: as long as more was heard of than was read, it pulls again', async () => {
  const setUp = new SyncSetup();
  const { network, clock } = setUp;
  await setUp.connect();
  const entries = [{ scope: 'desk', table: 'ticket', id: ticket, version: 9 }];
  const rows = [ticketRow(ticket, 9)];
  const before = network.last.pulled.length;
  network.last.events.delta({
    epoch: 'e1',
    version: 9,
    scopes: { desk: { from: 7, version: 9 } },
    entries,
    rows,
  });
  await settlePromises();
  expect(network.last.pulled).toHaveLength(before + 1);
  network.answerPull = () => pageOf('desk', 9, rows);
  await clock.advance(1_000);
  expect(network.last.pulled).toHaveLength(before + 2);
  await clock.advance(10_000);
  expect(network.last.pulled).toHaveLength(before + 2);
});

test('S17: a hash of the cursors finds a delta that was lost, and asks for nothing where there is none', async () => {
  const setUp = new SyncSetup();
  const { network, clock, memory } = setUp;
  await setUp.connect();
  const before = network.last.pulled.length;
  network.answerPing = () => ({ at: 0, heads: finishedVersions(memory.statements), results: [] });
  await clock.advance(25_000);
  expect(network.last.pulled).toHaveLength(before);
  network.answerPing = () => ({
    at: 0,
    heads: { ...finishedVersions(memory.statements), desk: 9 },
    results: [],
  });
  network.answerPull = () => pageOf('desk', 9, [ticketRow(ticket, 9)]);
  await clock.advance(25_000);
  expect(network.last.pulled).toHaveLength(before + 1);
  expect(readBase(memory.statements, 'ticket', ticket)).toBeDefined();
});

test('S15: while pushes follow each other, receiving waits a moment, but not longer', async () => {
  const setUp = new SyncSetup();
  const { network, clock, memory } = setUp;
  await setUp.connect();
  for (let count = 0; count < 1_500; count += 1) memory.write('ticket.create', newTicket(newId()));
  const answers: { request: PushRequest; settle: (answer: PushResponse) => void }[] = [];
  network.answerPush = (request) => {
    const { promise, settle } = later<PushResponse>();
    answers.push({ request, settle });
    return promise;
  };
  setUp.client.requestPush();
  await settlePromises();
  const before = network.last.pulled.length;
  const headsOnly = { epoch: 'e1', version: 1_001, entries: [], rows: [] };
  network.last.events.delta({ ...headsOnly, scopes: { desk: { from: 1_001, version: 1_001 } } });
  await settlePromises();
  expect(network.last.pulled).toHaveLength(before);
  await clock.advance(3_000);
  expect(network.last.pulled).toHaveLength(before + 1);
  expect(answers).toHaveLength(1);
});

test('S15: what was held back is pulled as soon as the last push is answered', async () => {
  const setUp = new SyncSetup();
  const { network, memory } = setUp;
  await setUp.connect();
  for (let count = 0; count < 1_500; count += 1) memory.write('ticket.create', newTicket(newId()));
  const before = network.last.pulled.length;
  const accept = network.answerPush;
  network.answerPush = (request) => {
    const version = request.mutations.at(-1)?.seq ?? 0;
    const scopes = { desk: { from: version, version } };
    network.last.events.delta({ epoch: 'e1', version, scopes, entries: [], rows: [] });
    return accept(request);
  };
  network.answerPull = () => pageOf('desk', 1_500, []);
  setUp.client.requestPush();
  await settlePromises();
  expect(network.last.pushed).toHaveLength(6);
  expect(network.last.pulled).toHaveLength(before + 1);
});

test('S31: a scope that differs from the server’s is read anew; the outbox stays, and it is counted', async () => {
  const setUp = new SyncSetup();
  const { network, clock, memory } = setUp;
  const { statements } = memory;
  applyPage(statements, agentId, pageOf('desk', 9, [ticketRow(ticket, 9)]));
  const row = ticketRow(ticket, 9, { title: 'As the server has it' });
  network.answerDigest = ({ scope }) => ({ atHead: true, same: scope !== 'desk' });
  await setUp.connect();
  network.answerPull = ({ cursors }) => pageOf('desk', 9, cursors.desk === undefined ? [row] : []);
  await clock.advance(60_000);
  expect(readBase(statements, 'ticket', ticket)).toMatchObject({ title: 'As the server has it' });
  expect(readScopes(statements).get('desk')).toMatchObject({ wanted: false, cursor: { version: 9 } });
  expect(readMeta(statements, 'mismatches')).toBe('1');
});

test('S19: a scope that differs makes own changes be compared too: the data may have been copied back and have grown since', async () => {
  const setUp = new SyncSetup();
  const { network, clock, memory } = setUp;
  const lost = newId();
  applyPage(memory.statements, agentId, pageOf('desk', 9, [ticketRow(ticket, 9)]));
  memory.statements.run(
    'INSERT INTO confirmed (id, name, args, at, settled_at) VALUES (?, ?, ?, ?, 0)',
    lost,
    'ticket.create',
    JSON.stringify(newTicket(newId())),
    '2026-01-05T08:00:00.000Z',
  );
  network.answerDigest = ({ scope }) => ({ atHead: true, same: scope !== 'desk' });
  network.answerKnown = ({ ids }) => ({ unknown: ids });
  await setUp.connect();
  await clock.advance(60_000);
  await setUp.open();
  expect(network.last.pushed.flatMap(({ mutations }) => mutations.map(({ id }) => id))).toEqual([lost]);
});

test('S31: each scope is compared once after connecting and every six hours, and not while changes wait', async () => {
  const setUp = new SyncSetup();
  const { network, clock, memory } = setUp;
  const asked: string[] = [];
  network.answerDigest = ({ scope, cursor, hash }) => {
    asked.push(scope);
    const sums = addUp(memory.statements);
    const state = readScopes(memory.statements).get(scope);
    expect([cursor, hash]).toEqual([state?.cursor.version, sums.get(state?.number ?? 0) ?? 0]);
    return { atHead: true, same: true };
  };
  await setUp.connect();
  memory.write('ticket.create', newTicket(newId()));
  await clock.advance(60_000);
  expect(asked).toEqual([]);
  memory.statements.run('DELETE FROM outbox');
  await clock.advance(60_000);
  expect(asked.sort()).toEqual(['desk', 'everyone', `user:${agentId}`]);
  await clock.advance(5 * HOURS_MS);
  expect(asked).toHaveLength(3);
  await clock.advance(HOURS_MS);
  expect(asked).toHaveLength(6);
});

function addUp(statements: SyncSetup['memory']['statements']): ReadonlyMap<number, number> {
  let sums = noSums;
  while (sums.next !== undefined) sums = addDigests(statements, sums);
  return sums.sums;
}

test('S32: a first change that is not settled for 30 s while connected is told, with the reason, until it is settled', async () => {
  const setUp = new SyncSetup();
  const { network, clock, memory, client } = setUp;
  memory.write('ticket.create', newTicket(ticket));
  network.answerPush = () => {
    throw new HoldfastError('SERVER_BUSY', 'Too much to do.', { retryAfterMs: 5_000 });
  };
  await setUp.connect();
  const since = clock.now();
  await clock.advance(29_000);
  expect(client.state().stuck).toBeUndefined();
  await clock.advance(1_000);
  expect(client.state().stuck).toMatchObject({ since, why: 'The server is busy: Too much to do.' });
  const id = readOutbox(memory.statements)[0]?.id ?? '';
  const results = [{ seq: 1, id, ok: true, version: 9 }];
  const entries = [{ scope: 'desk', table: 'ticket', id: ticket, version: 9 }];
  const delta = { epoch: 'e1', version: 9, scopes: { desk: { from: 1, version: 9 } }, entries, results };
  network.last.events.delta({ ...delta, rows: [ticketRow(ticket, 9)] });
  expect(client.state().stuck).toBeUndefined();
});

test('S32: what is stuck is tried over a new connection when the person asks, and is not stuck while there is none', async () => {
  const setUp = new SyncSetup();
  const { network, clock, memory, client } = setUp;
  memory.write('ticket.create', newTicket(ticket));
  await setUp.connect();
  await clock.advance(30_000);
  expect(client.state().stuck?.why).toContain('has accepted the change');
  client.tryNow();
  await settlePromises();
  expect(network.tries).toHaveLength(2);
  expect(client.state().stuck).toBeUndefined();
});

test('S7: for a disabled person everything that the server sent leaves the disk, and what they typed stays', async () => {
  const setUp = new SyncSetup();
  const { network, memory, client } = setUp;
  const { statements } = memory;
  applyPage(statements, agentId, pageOf('desk', 9, [ticketRow(ticket, 9, { title: 'Secret' })]));
  memory.write('ticket.update', { id: ticket, changes: { title: { was: 'Secret', now: 'Mine' } } });
  client.start();
  await settlePromises();
  network.fail('AUTHORIZATION_FAILED', { reason: 'disabled' });
  for (const table of ['ticket_base', 'user_base', 'entry', 'scope', 'raw_row', 'ticket_overlay'])
    expect(statements.all(`SELECT * FROM ${table}`)).toEqual([]);
  expect(readOutbox(statements)).toMatchObject([{ name: 'ticket.update', state: 'doubtful' }]);
  expect(readMeta(statements, 'disabled')).toBe('1');
  expect(setUp.applied.at(-1)?.purged).toBe(true);
  expect(client.state().state).toBe('sign-in-needed');
});

test('S6: a client id that is another person’s is given up at once', async () => {
  const setUp = new SyncSetup();
  setUp.client.start();
  await settlePromises();
  const before = setUp.network.last.handshake.clientId;
  setUp.network.fail('AUTHORIZATION_FAILED', { reason: 'client' });
  await settlePromises();
  expect(setUp.network.tries).toHaveLength(2);
  expect(setUp.network.last.handshake.clientId).not.toBe(before);
});
