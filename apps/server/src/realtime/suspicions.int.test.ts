import { expect, test } from 'vitest';
import { ask } from '../test-support/ask.ts';
import { RawClient, readyClient } from '../test-support/raw-client.ts';
import { emailOf, signIn, testServer } from '../test-support/test-server.ts';

async function serverWithPeople() {
  const server = await testServer();
  const admin = await server.person('admin');
  const agent = await server.person('agent');
  const suspicions = async () =>
    (await ask(server.url, admin.accessToken, 'server.suspicions', {})).suspicions;
  return { server, agent, suspicions };
}

test('whoever names a copy of the app that belongs to somebody else is noted', async () => {
  const { server, agent, suspicions } = await serverWithPeople();
  const staff = await server.person('staff');
  const own = await readyClient({ url: server.url, token: agent.accessToken });
  await own.change('ticket.create', {});
  const forged = new RawClient({ url: server.url, token: staff.accessToken, clientId: own.clientId });
  await expect(forged.connected()).rejects.toMatchObject({ code: 'AUTHORIZATION_FAILED', reason: 'client' });
  expect(await suspicions()).toMatchObject([{ kind: 'forged-id', address: '127.0.0.1', count: 1 }]);
});

test('whoever shows a token of another sign-in on an open connection is noted', async () => {
  const { server, agent, suspicions } = await serverWithPeople();
  const client = await readyClient({ url: server.url, token: agent.accessToken });
  const other = await signIn(server.url, emailOf('agent'));
  await client.send('session:refresh', { token: other.accessToken });
  expect(await suspicions()).toMatchObject([{ kind: 'forged-id', userId: agent.user.id }]);
});

test('whoever connects again and again is noted, and an app that comes back now and then is not', async () => {
  const { server, agent, suspicions } = await serverWithPeople();
  const comeAndGo = async (times: number) => {
    for (let count = 0; count < times; count += 1) {
      const client = await new RawClient({ url: server.url, token: agent.accessToken }).connected();
      client.socket.disconnect();
    }
  };
  await comeAndGo(10);
  expect(await suspicions()).toEqual([]);
  await comeAndGo(30);
  expect(await suspicions()).toMatchObject([{ kind: 'rapid-reconnects', userId: agent.user.id }]);
});
