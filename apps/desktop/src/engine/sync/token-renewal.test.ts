import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { newTicket } from '@holdfast/shared/test-support/desk.ts';
import { expect, test } from 'vitest';
import { readOutbox } from '../store/outbox.ts';
import { settlePromises } from '../test-support/manual-clock.ts';
import { createTestIds } from '../test-support/memory-account.ts';
import { SyncSetup } from '../test-support/sync-setup.ts';

const newId = createTestIds();

async function connected(): Promise<SyncSetup> {
  const setup = new SyncSetup();
  await setup.connect();
  return setup;
}

test('a token that runs out soon is replaced on the open connection, which stays live', async () => {
  const { client, network, renewals } = await connected();
  network.last.events.expiring();
  await settlePromises();
  expect(renewals).toHaveLength(2);
  expect(network.tries).toHaveLength(1);
  expect(network.last).toMatchObject({ refreshed: ['access 2'], closedByClient: false });
  expect(client.state().state).toBe('live');
  network.last.events.expiring();
  await settlePromises();
  expect(network.last.refreshed).toEqual(['access 2', 'access 3']);
});

test('a renewal that does not work is tried again, later each time, while the connection stands', async () => {
  const { client, network, clock } = await connected();
  network.answerRefresh = () => {
    throw new HoldfastError('SERVER_BUSY', 'Later.', { retryAfterMs: 2_000 });
  };
  network.last.events.expiring();
  await settlePromises();
  expect(network.last.refreshed).toEqual(['access 2']);
  await clock.advance(1_999);
  expect(network.last.refreshed).toHaveLength(1);
  network.answerRefresh = () => ({ expiresInMs: 600_000 });
  await clock.advance(1);
  expect(network.last.refreshed).toHaveLength(2);
  expect(client.state().state).toBe('live');
});

test('a connection that was closed because its token ran out is made again at once, and what waits goes out', async () => {
  const { client, memory, network } = await connected();
  network.answerRefresh = () => {
    throw new HoldfastError('CONNECTION_ERROR', 'The server did not answer in time.');
  };
  network.last.events.expiring();
  await settlePromises();
  network.fail('CONNECTION_ERROR');
  memory.write('ticket.create', newTicket(newId()));
  await settlePromises();
  expect(network.tries).toHaveLength(2);
  expect(network.last.handshake.token).not.toBe('access 1');
  expect(readOutbox(memory.statements, 10)).toHaveLength(1);
  network.last.events.opened();
  await settlePromises();
  expect(client.state().state).toBe('live');
  expect(network.last.pushed).toHaveLength(1);
});

test('a connection that ends without its token running out waits before the next try', async () => {
  const { network } = await connected();
  network.last.events.expiring();
  await settlePromises();
  network.fail('CONNECTION_ERROR');
  await settlePromises();
  expect(network.tries).toHaveLength(1);
});

test.each(['AUTHENTICATION_FAILED', 'AUTHORIZATION_FAILED'] as const)(
  'a session that the server does not take any more (%s) ends the connection and asks to sign in',
  async (code) => {
    const { client, network, signInNeeded } = await connected();
    network.answerRefresh = () => {
      throw new HoldfastError(code, 'Sign in again.');
    };
    network.last.events.expiring();
    await settlePromises();
    expect(network.last.closedByClient).toBe(true);
    expect(client.state().state).toBe('sign-in-needed');
    expect(signInNeeded).toHaveLength(1);
  },
);
