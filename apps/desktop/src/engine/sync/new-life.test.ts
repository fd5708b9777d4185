import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { PullRequest, PullResponse } from '@holdfast/shared/protocol/pull.ts';
import { newTicket } from '@holdfast/shared/test-support/desk.ts';
import { expect, test } from 'vitest';
import { readBase } from '../store/base-rows.ts';
import { confirm } from '../store/confirmed.ts';
import { readMeta, writeMeta } from '../store/meta.ts';
import { readOutbox } from '../store/outbox.ts';
import { settlePromises } from '../test-support/manual-clock.ts';
import { agentId, agentRow, createTestIds, pageOf, ticketRow } from '../test-support/memory-account.ts';
import { SyncSetup } from '../test-support/sync-setup.ts';
import { applyPage } from './apply.ts';
import { isResendDue } from './new-life.ts';

const newId = createTestIds();
const [first, second] = [newId(), newId()] as const;
const own = `user:${agentId}`;

/** Two changes that were accepted long ago and one that waits; the server gave version 12 to the first ticket. */
function restoredSetup() {
  const setUp = new SyncSetup();
  const { statements } = setUp.memory;
  applyPage(statements, agentId, pageOf('desk', 12, [ticketRow(first, 12), ticketRow(second, 11)]));
  const accepted = [newId(), newId()];
  for (const id of accepted)
    statements.run(
      'INSERT INTO confirmed (id, name, args, at, settled_at) VALUES (?, ?, ?, ?, 0)',
      id,
      'ticket.update',
      JSON.stringify({ id: first, changes: { priority: { was: 'normal', now: 'high' } } }),
      '2026-01-05T08:00:00.000Z',
    );
  writeMeta(statements, 'lastSeq', '2');
  setUp.memory.write('ticket.create', newTicket(newId()));
  return { setUp, statements, accepted };
}

/** The whole of a restored server: one ticket, as it was before version 12. */
function restored(epoch: string, request: PullRequest): PullResponse {
  const all = { everyone: { version: 1 }, desk: { version: 5 }, [own]: { version: 0 } };
  const heads = { everyone: 1, desk: 5, [own]: 0 };
  if (request.epoch === epoch && Object.keys(request.cursors).length > 0)
    return pageOf('desk', 5, [], { epoch, cursors: all, heads });
  const ticket = ticketRow(first, 5, { title: 'As restored' });
  const page = pageOf('desk', 5, [ticket, agentRow], { epoch, cursors: all, heads });
  return {
    ...page,
    entries: [...page.entries, { scope: 'everyone', table: 'user', id: agentId, version: 1 }],
  };
}

test('S19: after a restore nothing is pushed or told before both sides were compared; what the server lost goes first, under a new client id', async () => {
  const { setUp, statements, accepted } = restoredSetup();
  const { network } = setUp;
  const waiting = readOutbox(statements)[0]?.id;
  const clientId = readMeta(statements, 'clientId');
  network.answerPull = (request) => restored('e2', request);
  network.answerPush = (request) => {
    if (request.epoch !== 'e2') throw new HoldfastError('CONFLICT', 'Pull first.', { reason: 'epoch' });
    return { epoch: 'e2', lastSeq: 0, results: [] };
  };
  network.answerKnown = ({ ids }) => ({ unknown: ids.slice(1) });
  await setUp.connect();
  await settlePromises();
  expect(network.tries[0]?.pushed.filter((push) => push.epoch === 'e2')).toEqual([]);
  expect(setUp.applied.flatMap((applied) => applied.news)).toEqual([]);
  expect(setUp.caughtUp).toBe(0);
  expect(readBase(statements, 'ticket', first)).toMatchObject({ title: 'As restored' });
  expect(readBase(statements, 'ticket', second)).toBeUndefined();
  await setUp.open();
  expect(network.tries).toHaveLength(2);
  expect(network.last.handshake).toMatchObject({ epoch: 'e2' });
  expect(network.last.handshake.clientId).not.toBe(clientId);
  expect(network.last.pushed.flatMap(({ mutations }) => mutations.map(({ seq, id }) => [seq, id]))).toEqual([
    [1, accepted[1]],
    [2, waiting],
  ]);
  expect(isResendDue(statements)).toBe(false);
  expect(setUp.caughtUp).toBe(1);
});

test('S19: a server that was put back without saying so is noticed, and treated the same', async () => {
  const { setUp, statements, accepted } = restoredSetup();
  const { network } = setUp;
  const asked: PullRequest[] = [];
  network.answerPull = (request) => {
    asked.push(request);
    if ((request.cursors.desk?.version ?? 0) > 5 || request.acked > 0)
      throw new HoldfastError('CONFLICT', 'Ahead.', { reason: 'ahead' });
    return restored('e1', request);
  };
  network.answerKnown = ({ ids }) => ({ unknown: ids });
  await setUp.connect();
  await settlePromises();
  expect(asked.slice(0, 2).map(({ acked, cursors }) => [acked, cursors.desk?.version])).toEqual([
    [2, 12],
    [0, undefined],
  ]);
  expect(readBase(statements, 'ticket', first)).toMatchObject({ title: 'As restored' });
  await setUp.open();
  expect(network.last.pushed[0]?.mutations.slice(0, 2).map(({ id }) => id)).toEqual(accepted);
});

test('S19: a server that is put back once more while a new life is being read is noticed again', async () => {
  const { setUp, statements } = restoredSetup();
  const { network } = setUp;
  network.answerPull = (request) => restored('e1', request);
  network.answerKnown = () => {
    throw new HoldfastError('CONNECTION_ERROR', 'The line broke.');
  };
  network.answerPush = () => {
    throw new HoldfastError('CONFLICT', 'Missing.', { reason: 'gap', lastSeq: 0 });
  };
  await setUp.connect();
  await settlePromises();
  expect(isResendDue(statements)).toBe(true);
  network.answerPull = (request) => {
    if ((request.cursors.desk?.version ?? 0) > 3)
      throw new HoldfastError('CONFLICT', 'Ahead.', { reason: 'ahead' });
    const ticket = ticketRow(first, 3, { title: 'Put back once more' });
    return pageOf('desk', 3, [ticket]);
  };
  await setUp.clock.advance(1_000);
  await setUp.open();
  expect(readBase(statements, 'ticket', first)).toMatchObject({ title: 'Put back once more' });
});

test('S19: the outbox waits through a restart in the middle of a new life', async () => {
  const { setUp, statements } = restoredSetup();
  const { network } = setUp;
  network.answerPull = (request) => restored('e2', request);
  network.answerKnown = () => {
    throw new HoldfastError('CONNECTION_ERROR', 'The line broke.');
  };
  await setUp.connect();
  expect(isResendDue(statements)).toBe(true);
  await setUp.clock.advance(1_000);
  await setUp.open();
  expect(network.last.pushed).toEqual([]);
  expect(readOutbox(statements)).toHaveLength(1);
});

test('S19: a gap that this copy cannot fill means that the server lost what it had answered', async () => {
  const { setUp, statements } = restoredSetup();
  const { network } = setUp;
  network.answerPush = () => {
    throw new HoldfastError('CONFLICT', 'Missing.', { reason: 'gap', lastSeq: 0 });
  };
  network.answerPull = (request) => restored('e1', request);
  network.answerKnown = ({ ids }) => ({ unknown: ids });
  await setUp.connect();
  await settlePromises();
  expect(readOutbox(statements).map(({ seq }) => seq)).toEqual([1, 2, 3]);
});

test('S19: an earlier change whose answer was lost stays before a later one that had been accepted', async () => {
  const { setUp, statements } = restoredSetup();
  const { network } = setUp;
  setUp.memory.write('ticket.create', newTicket(newId()));
  const made = readOutbox(statements).map(({ id }) => id);
  confirm(statements, 4, made[1] ?? '');
  network.answerPull = (request) => restored('e2', request);
  network.answerKnown = ({ ids }) => ({ unknown: ids.slice(2) });
  await setUp.connect();
  await settlePromises();
  expect(readOutbox(statements).map(({ seq, id }) => [seq, id])).toEqual([
    [1, made[0]],
    [2, made[1]],
  ]);
});
