import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { newTicket } from '@holdfast/shared/test-support/desk.ts';
import { expect, test } from 'vitest';
import { readMeta } from '../store/meta.ts';
import { readOutbox } from '../store/outbox.ts';
import { settlePromises } from '../test-support/manual-clock.ts';
import { createTestIds, type MemoryAccount } from '../test-support/memory-account.ts';
import type { ScriptTransport } from '../test-support/script-transport.ts';
import { SyncSetup } from '../test-support/sync-setup.ts';

const newId = createTestIds();

function setUp() {
  return new SyncSetup();
}

async function open(network: ScriptTransport): Promise<void> {
  network.last.events.opened();
  await settlePromises();
}

function createTicket(memory: MemoryAccount): void {
  memory.write('ticket.create', newTicket(newId()));
}

test('a connection counts as live once everything has been pulled', async () => {
  const { client, network } = setUp();
  client.start();
  await settlePromises();
  expect(client.state().state).toBe('connecting');
  await open(network);
  expect(client.state().state).toBe('live');
});

test('a lost connection is tried again, later each time, and says when', async () => {
  const { client, network, clock } = setUp();
  client.start();
  await settlePromises();
  network.fail('CONNECTION_ERROR');
  expect(client.state()).toMatchObject({ state: 'connecting', nextTryAt: clock.now() + 500 });
  await clock.advance(500);
  expect(network.tries).toHaveLength(2);
  network.fail('CONNECTION_ERROR');
  expect(client.state()).toMatchObject({ state: 'offline', nextTryAt: clock.now() + 1_000 });
  client.tryNow();
  await settlePromises();
  expect(network.tries).toHaveLength(3);
});

test('a token that ran out is renewed at once, without waiting', async () => {
  const { client, network, renewals } = setUp();
  client.start();
  await settlePromises();
  network.fail('TOKEN_EXPIRED');
  await settlePromises();
  expect(renewals).toHaveLength(2);
  expect(network.tries.map((entry) => entry.handshake.token)).toEqual(['access 1', 'access 2']);
});

test('S24: a client that is too old says so, keeps its outbox and tries rarely', async () => {
  const { client, network, clock, memory } = setUp();
  createTicket(memory);
  client.start();
  await settlePromises();
  network.fail('UPGRADE_REQUIRED');
  expect(client.state().state).toBe('update-needed');
  await clock.advance(60_000);
  expect(network.tries).toHaveLength(1);
  expect(readOutbox(memory.statements)).toHaveLength(1);
});

test('S24: a server that is older than the app is soon tried again, for a newer one may stand beside it; then rarely', async () => {
  const { client, network, clock } = setUp();
  client.start();
  await settlePromises();
  for (let tries = 1; tries <= 8; tries += 1) {
    network.fail('UPGRADE_REQUIRED', { reason: 'server-too-old' });
    expect(client.state().state).toBe('update-needed');
    await clock.advance(30_000);
    expect(network.tries).toHaveLength(tries + 1);
  }
  network.fail('UPGRADE_REQUIRED', { reason: 'server-too-old' });
  await clock.advance(60_000);
  expect(network.tries).toHaveLength(9);
});

test('a session that the server refuses asks to sign in again', async () => {
  const { client, network, signInNeeded } = setUp();
  client.start();
  await settlePromises();
  network.fail('AUTHENTICATION_FAILED');
  expect(client.state().state).toBe('sign-in-needed');
  expect(signInNeeded).toHaveLength(1);
});

test('S5: a busy server is asked again after the time that it named, and nothing is counted twice', async () => {
  const { client, network, clock, memory } = setUp();
  let busy = true;
  const accept = network.answerPush;
  network.answerPush = (request) => {
    if (busy) throw new HoldfastError('SERVER_BUSY', 'Busy.', { retryAfterMs: 700 });
    return accept(request);
  };
  createTicket(memory);
  client.start();
  await settlePromises();
  await open(network);
  expect(network.last.pushed).toHaveLength(1);
  busy = false;
  await clock.advance(699);
  expect(network.last.pushed).toHaveLength(1);
  await clock.advance(1);
  expect(network.last.pushed.map((request) => request.mutations.map(({ seq }) => seq))).toEqual([[1], [1]]);
  expect(readOutbox(memory.statements)).toMatchObject([{ state: 'sent', version: 2 }]);
});

test('S6: a number that is another change on the server makes the client count anew, with the same ids', async () => {
  const { client, network, clock, memory } = setUp();
  createTicket(memory);
  createTicket(memory);
  const before = readOutbox(memory.statements).map(({ id }) => id);
  const clientId = readMeta(memory.statements, 'clientId');
  const accept = network.answerPush;
  network.answerPush = () => {
    throw new HoldfastError('CONFLICT', 'Taken.', { reason: 'seq', lastSeq: 7 });
  };
  client.start();
  await settlePromises();
  await open(network);
  network.answerPush = accept;
  await clock.advance(1_000);
  await open(network);
  expect(network.last.handshake.clientId).not.toBe(clientId);
  expect(network.last.pushed[0]?.mutations.map(({ seq, id }) => [seq, id])).toEqual([
    [1, before[0]],
    [2, before[1]],
  ]);
});

test('S13: a server that drains says when to come back', async () => {
  const { client, network, clock } = setUp();
  client.start();
  await settlePromises();
  await open(network);
  network.last.events.draining(2_500);
  expect(client.state().nextTryAt).toBe(clock.now() + 2_500);
  await clock.advance(2_500);
  expect(network.tries).toHaveLength(2);
});

test('people are followed once everything was pulled: only then it is known whether one chose to appear offline', async () => {
  const { client, network, people } = setUp();
  const answer = network.answerPull;
  let pulled = (): void => {};
  network.answerPull = (request) =>
    new Promise((resolve) => {
      pulled = () => resolve(answer(request));
    });
  client.start();
  await settlePromises();
  await open(network);
  expect(people).toEqual([]);
  pulled();
  await settlePromises();
  expect(people).toEqual([1]);
});

test('people are followed over each new connection anew, and over none in between', async () => {
  const { client, network, clock, people } = setUp();
  client.start();
  await settlePromises();
  await open(network);
  client.tryNow();
  await settlePromises();
  network.fail('CONNECTION_ERROR');
  expect(people).toEqual([1, 'nobody']);
  await clock.advance(500);
  await open(network);
  client.stop();
  expect(people).toEqual([1, 'nobody', 2, 'nobody']);
});

test('while the app rests the line is checked once a minute at most, and at once when somebody is there again', async () => {
  const setup = setUp();
  let pings = 0;
  setup.network.answerPing = () => {
    pings += 1;
    return { at: 0, results: [] };
  };
  await setup.connect();
  setup.client.setResting(true);
  await setup.clock.advance(25_000);
  expect(pings).toBe(1);
  await setup.clock.advance(10 * 60_000);
  expect(pings).toBe(11);
  setup.client.setResting(false);
  await setup.clock.advance(0);
  expect(pings).toBe(12);
  await setup.clock.advance(50_000);
  expect(pings).toBe(14);
});

test('while the app rests it tries to connect once a minute, comes back after sleep by chance within seconds, and at once when somebody is there', async () => {
  const { client, network, clock } = setUp();
  client.start();
  await settlePromises();
  client.setResting(true);
  network.fail('CONNECTION_ERROR');
  await clock.advance(59_999);
  expect(network.tries).toHaveLength(1);
  await clock.advance(1);
  expect(network.tries).toHaveLength(2);
  network.fail('CONNECTION_ERROR');
  client.setNetwork(true);
  await settlePromises();
  expect(network.tries).toHaveLength(2);
  await clock.advance(10_000);
  expect(network.tries).toHaveLength(3);
  network.fail('CONNECTION_ERROR');
  client.setResting(false);
  await settlePromises();
  expect(network.tries).toHaveLength(4);
});
