import { expect, test } from 'vitest';
import { withData } from './cli/open-data.ts';
import { loadConfig } from './config.ts';
import { readStore } from './store/work.ts';
import { newTicket } from './test-support/changes.ts';
import { type RawClient, readyClient } from './test-support/raw-client.ts';
import { serverProcess } from './test-support/server-process.ts';
import { tempFolder } from './test-support/temp-folder.ts';
import { addPerson, emailOf, newId, signIn, testServer } from './test-support/test-server.ts';

/** Pushes tickets one after another, without end; notes those that were acknowledged as accepted. */
async function pushForever(client: RawClient, acknowledged: Set<string>): Promise<void> {
  for (;;) {
    const mutations = Array.from({ length: 5 }, () => client.mutation('ticket.create', newTicket()));
    const answer = await client.push(mutations);
    if (!answer.ok) return;
    for (const [place, result] of answer.results.entries()) {
      const args = mutations[place]?.args;
      if (result.ok && args !== null && typeof args === 'object' && 'id' in args)
        acknowledged.add(String(args.id));
    }
  }
}

test('S1, S5: a server killed in a burst of pushes has every acknowledged change afterwards, once', async () => {
  const settings = { HOLDFAST_DATA: tempFolder() };
  const config = loadConfig(settings);
  await addPerson(config, 'agent', 'agent');
  const acknowledged = new Set<string>();
  const clientIds = [newId(), newId(), newId()];

  for (let kill = 0; kill < 3; kill += 1) {
    const server = await serverProcess(settings);
    const { accessToken: token } = await signIn(server.url, emailOf('agent'));
    const before = acknowledged.size;
    const clients = await Promise.all(clientIds.map(() => readyClient({ url: server.url, token })));
    const pushing = clients.map((client) => pushForever(client, acknowledged).catch(() => {}));
    while (acknowledged.size < before + 200) await new Promise((resolve) => setImmediate(resolve));
    expect(await server.end('SIGKILL')).toBe('SIGKILL');
    for (const client of clients) client.socket.disconnect();
    await Promise.all(pushing);
  }

  await withData(config, async ({ store }) => expect(await store.check()).toEqual([]));
  const server = await serverProcess(settings);
  const { accessToken: token } = await signIn(server.url, emailOf('agent'));
  const reader = await readyClient({ url: server.url, token });
  const { rows } = await reader.pull();
  const tickets = rows.filter((row) => row.table === 'ticket');
  const ids = new Set(tickets.map((row) => row.id));
  expect([...acknowledged].filter((id) => !ids.has(id))).toEqual([]);
  const numbers = [...new Map(tickets.map((row) => [row.id, Number(row.data.number)])).values()];
  expect(numbers.sort((left, right) => left - right)).toEqual(numbers.map((_, place) => place + 1));
  expect(await server.end('SIGTERM')).toBe(0);
}, 60_000);

test('a stop answers everything that it has taken, and tells clients to come back', async () => {
  // One mutation in a transaction, so that a queue is waiting when the stop comes.
  const server = await testServer({ HOLDFAST_COMMIT_MUTATIONS: '1' });
  const agent = await server.person('agent');
  const client = await readyClient({ url: server.url, token: agent.accessToken });
  const pushes = Array.from({ length: 30 }, () =>
    client.push([client.mutation('ticket.create', newTicket())]),
  );
  await pushes[2];
  const stopped = server.stop();
  const answers = await Promise.all(pushes);
  await stopped;
  for (const answer of answers) {
    if (!answer.ok) expect(answer.error).toMatchObject({ code: 'SERVER_BUSY', reason: 'draining' });
  }
  expect(client.events.find((event) => event.name === 'server:draining')?.args).toMatchObject([
    { reconnectAfterMs: expect.any(Number) },
  ]);
  const numbers = await withData(server.config, ({ store }) =>
    store.read(() => readStore((tx) => tx.rows('ticket', {}, undefined))),
  );
  expect(numbers).toHaveLength(answers.filter((answer) => answer.ok).length);
});

test('SIGTERM and SIGINT stop the server with exit code 0', async () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const settings = { HOLDFAST_DATA: tempFolder() };
    await addPerson(loadConfig(settings), 'agent', 'agent');
    const server = await serverProcess(settings);
    const { accessToken: token } = await signIn(server.url, emailOf('agent'));
    const client = await readyClient({ url: server.url, token });
    expect(await server.end(signal)).toBe(0);
    expect(client.events.map((event) => event.name)).toContain('server:draining');
  }
});

test('the server says once, in one JSON line, where it serves', async () => {
  const server = await serverProcess({ HOLDFAST_DATA: tempFolder() });
  expect(server.lines.filter((line) => line.msg === 'listening')).toMatchObject([{ url: server.url }]);
});
