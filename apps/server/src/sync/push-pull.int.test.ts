import { expect, test } from 'vitest';
import { newTicket } from '../test-support/changes.ts';
import { readyClient } from '../test-support/raw-client.ts';
import { newId, testServer } from '../test-support/test-server.ts';

test('S1: accepted mutations take versions without gaps, and tickets their numbers', async () => {
  const server = await testServer();
  const agent = await server.person('agent');
  const client = await readyClient({ url: server.url, token: agent.accessToken });
  const before = await client.pull();
  const mutations = [1, 2, 3].map(() => client.mutation('ticket.create', newTicket()));
  const answer = await client.push(mutations);
  if (!answer.ok) throw new Error(answer.error.message);
  const start = before.last.heads?.everyone ?? 0;
  expect(answer.results.map((result) => result.version)).toEqual([start + 1, start + 2, start + 3]);
  expect(answer.lastSeq).toBe(3);
  const { rows } = await client.pull();
  const tickets = rows.filter((row) => row.table === 'ticket');
  expect(tickets.map((row) => row.data.number)).toEqual([1, 2, 3]);
});

test('S13: what one client pushes reaches another in a delta that continues the scope’s chain', async () => {
  const server = await testServer();
  const writer = await server.person('agent', 'Writer');
  const reader = await server.person('agent', 'Reader');
  const a = await readyClient({ url: server.url, token: writer.accessToken });
  const b = await readyClient({ url: server.url, token: reader.accessToken });
  const { last } = await b.pull();
  const ticket = newTicket();
  const { result } = await a.change('ticket.create', ticket);
  const delta = await b.delta((candidate) => candidate.version === result.version);
  expect(delta.scopes.desk).toEqual({ from: last.heads?.desk ?? 0, version: result.version });
  expect(delta.scopes).not.toHaveProperty(`user:${writer.user.id}`);
  const inDesk = delta.entries.filter((entry) => entry.scope === 'desk').map((entry) => entry.table);
  expect(inDesk.sort()).toEqual(['activity', 'thread', 'ticket']);
  expect(delta.results).toBeUndefined();
  const own = await a.delta((candidate) => candidate.version === result.version);
  expect(own.results).toEqual([result]);
  expect(own.scopes).toHaveProperty(`user:${writer.user.id}`);
});

test('S6: a push sent again takes effect once and gets the same answer', async () => {
  const server = await testServer();
  const agent = await server.person('agent');
  const client = await readyClient({ url: server.url, token: agent.accessToken });
  const mutations = [client.mutation('ticket.create', newTicket())];
  const first = await client.push(mutations);
  const second = await client.push(mutations);
  expect(second).toEqual(first);
  const { rows } = await client.pull();
  expect(rows.filter((row) => row.table === 'ticket')).toHaveLength(1);
});

test('S5: a refused mutation keeps its reason, and those behind it take effect', async () => {
  const server = await testServer();
  const agent = await server.person('agent');
  const client = await readyClient({ url: server.url, token: agent.accessToken });
  const answer = await client.push([
    client.mutation('ticket.update', { id: newId(), changes: {} }),
    client.mutation('ticket.create', newTicket()),
  ]);
  expect(answer).toMatchObject({
    ok: true,
    results: [
      { seq: 1, ok: false, error: { code: 'NOT_FOUND' } },
      { seq: 2, ok: true },
    ],
  });
});
