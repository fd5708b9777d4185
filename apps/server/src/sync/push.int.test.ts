import type { WireRow } from '@holdfast/shared/protocol/stream.ts';
import { expect, test } from 'vitest';
import { newTicket } from '../test-support/changes.ts';
import { RawClient, readyClient } from '../test-support/raw-client.ts';
import { newId, testServer } from '../test-support/test-server.ts';

async function deskWithAgent(settings: Record<string, string> = {}) {
  const server = await testServer(settings);
  const agent = await server.person('agent');
  const connect = (clientId = newId()) =>
    readyClient({ url: server.url, token: agent.accessToken, clientId });
  return { server, agent, connect, client: await connect() };
}

/** All tickets in the order of their versions. */
async function ticketsOf(client: RawClient): Promise<WireRow['data'][]> {
  const { rows } = await client.pull();
  const tickets = rows.filter((row) => row.table === 'ticket');
  return tickets.sort((left, right) => left.version - right.version).map((row) => row.data);
}

test('S1: accepted mutations take versions without gaps, and tickets their numbers in that order', async () => {
  const { client } = await deskWithAgent();
  const before = await client.pull();
  const mutations = [1, 2, 3].map(() => client.mutation('ticket.create', newTicket()));
  const answer = await client.push(mutations);
  const start = before.last.heads?.everyone ?? 0;
  expect(answer).toMatchObject({
    ok: true,
    lastSeq: 3,
    results: [{ version: start + 1 }, { version: start + 2 }, { version: start + 3 }],
  });
  const numbers = (await ticketsOf(client)).map((ticket) => ticket.number);
  expect(numbers).toEqual([1, 2, 3]);
});

test('S1: a refusal undoes its effect, its number and its version, and stops nobody', async () => {
  const { client } = await deskWithAgent();
  const ticket = newTicket();
  const answer = await client.push([
    client.mutation('ticket.create', ticket),
    client.mutation('ticket.create', newTicket({ id: ticket.id, title: 'Twice the same id' })),
    client.mutation('ticket.update', { id: newId(), changes: {} }),
    client.mutation('ticket.create', newTicket()),
  ]);
  if (!answer.ok) throw new Error(answer.error.message);
  const [first, second, third, fourth] = answer.results;
  expect(second).toMatchObject({ ok: false, error: { code: 'CONFLICT' } });
  expect(third).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  expect(fourth?.version).toBe((first?.version ?? 0) + 1);
  expect((await ticketsOf(client)).map((row) => [row.title, row.number])).toEqual([
    [ticket.title, 1],
    [ticket.title, 2],
  ]);
});

test('S2: a change that is unknown or not well formed is refused for good, with its reason', async () => {
  const { client } = await deskWithAgent();
  const answer = await client.push([
    client.mutation('ticket.explode', {}),
    client.mutation('ticket.create', newTicket({ title: '   ' })),
    client.mutation('ticket.create', newTicket({ priority: 'whenever' })),
    client.mutation('ticket.create', null),
  ]);
  if (!answer.ok) throw new Error(answer.error.message);
  expect(answer.results.map((result) => result.error?.code)).toEqual(Array(4).fill('INVALID_MESSAGE'));
  expect(answer.results[1]?.error?.message).toContain('A ticket needs a title.');
});

test('S2: a time from the future is clamped, one from the past stands', async () => {
  const { client } = await deskWithAgent();
  const late = client.mutation('ticket.create', newTicket(), { at: '2999-01-01T00:00:00.000Z' });
  const early = client.mutation('ticket.create', newTicket(), { at: '2020-01-01T00:00:00.000Z' });
  await client.push([late, early]);
  const times = (await ticketsOf(client)).map((row) => String(row.createdAt));
  expect(Date.parse(times[0] ?? '')).toBeLessThanOrEqual(Date.now());
  expect(times[1]).toBe('2020-01-01T00:00:00.000Z');
});

test('S3: a mutation of more than 512 KiB is refused for good, and those behind it pass', async () => {
  const { client } = await deskWithAgent();
  const answer = await client.push([
    client.mutation('message.create', { id: newId(), threadId: newId(), body: 'x'.repeat(600_000) }),
    client.mutation('ticket.create', newTicket()),
  ]);
  expect(answer).toMatchObject({
    ok: true,
    results: [{ ok: false, error: { code: 'PAYLOAD_TOO_LARGE' } }, { ok: true }],
  });
});

test('S6: a push sent again takes effect once and gets the same answer', async () => {
  const { client } = await deskWithAgent();
  const mutations = [
    client.mutation('ticket.create', newTicket()),
    client.mutation('ticket.update', { id: newId(), changes: {} }),
  ];
  const first = await client.push(mutations);
  const second = await client.push([...mutations, client.mutation('ticket.create', newTicket())]);
  if (!first.ok || !second.ok) throw new Error('a push failed');
  expect(second.results.slice(0, 2)).toEqual(first.results);
  const { rows } = await client.pull();
  expect(rows.filter((row) => row.table === 'ticket')).toHaveLength(2);
});

test('S6: pushes whose acknowledgements were lost, sent again at once on a new connection, take effect once', async () => {
  const { client, connect } = await deskWithAgent();
  const mutations = Array.from({ length: 20 }, () => client.mutation('ticket.create', newTicket()));
  for (let start = 0; start < mutations.length; start += 5) {
    client.socket.emit(
      'sync:push',
      { epoch: client.epoch, acked: 0, mutations: mutations.slice(start, start + 5) },
      () => {},
    );
  }
  client.socket.disconnect();
  const again = await connect(client.clientId);
  const answer = await again.push(mutations);
  if (!answer.ok) throw new Error(answer.error.message);
  expect(answer.results.every((result) => result.ok)).toBe(true);
  const { rows } = await again.pull();
  expect(rows.filter((row) => row.table === 'ticket')).toHaveLength(20);
});

test('S6: a gap is a CONFLICT that says where the server stands, and consumes no number', async () => {
  const { client } = await deskWithAgent();
  await client.change('ticket.create', newTicket());
  const missing = client.mutation('ticket.create', newTicket());
  const later = client.mutation('ticket.create', newTicket());
  const answer = await client.push([later]);
  expect(answer).toMatchObject({ ok: false, error: { code: 'CONFLICT', reason: 'gap', lastSeq: 1 } });
  expect(await client.push([missing, later])).toMatchObject({ ok: true, lastSeq: 3 });
});

test('S6: a known number with another id is a CONFLICT and changes nothing', async () => {
  const { client } = await deskWithAgent();
  await client.change('ticket.create', newTicket());
  const forged = client.mutation('ticket.create', newTicket(), { seq: 1 });
  const answer = await client.push([forged]);
  expect(answer).toMatchObject({ ok: false, error: { code: 'CONFLICT', reason: 'seq', lastSeq: 1 } });
  const { rows } = await client.pull();
  expect(rows.filter((row) => row.table === 'ticket')).toHaveLength(1);
});

test('S6: a push of what was acknowledged comes from a profile that was put back, which must count anew', async () => {
  const { client, connect } = await deskWithAgent();
  const { mutation, result } = await client.change('ticket.create', newTicket());
  await client.push([client.mutation('ticket.create', newTicket())], { acked: 1 });
  const answer = await client.push([mutation]);
  expect(answer).toMatchObject({ ok: false, error: { code: 'CONFLICT', reason: 'seq', lastSeq: 2 } });
  const renumbered = await connect();
  expect(await renumbered.push([mutation])).toMatchObject({ ok: true, results: [result] });
});

test('S6: the same id under a new clientId takes effect once and gets the answer that it had', async () => {
  const { client, connect } = await deskWithAgent();
  const { mutation, result } = await client.change('ticket.create', newTicket());
  const renumbered = await connect();
  const answer = await renumbered.push([mutation, { ...mutation, seq: 2, id: newId() }]);
  expect(answer).toMatchObject({
    ok: true,
    results: [result, { seq: 2, ok: false, error: { code: 'CONFLICT' } }],
  });
  const { rows, last } = await renumbered.pull();
  expect(rows.filter((row) => row.table === 'ticket')).toHaveLength(1);
  expect(last.results?.[0]).toEqual(result);
});

test('S6: the id of somebody else’s mutation does not give their answer away', async () => {
  const { server, client } = await deskWithAgent();
  const { mutation } = await client.change('ticket.create', newTicket());
  const staff = await server.person('staff');
  const other = await readyClient({ url: server.url, token: staff.accessToken });
  const answer = await other.push([mutation]);
  expect(answer).toMatchObject({ ok: true, results: [{ ok: false, error: { code: 'CONFLICT' } }] });
  expect(JSON.stringify(answer)).not.toContain('version');
});

test('S2: numbers that do not rise are no push', async () => {
  const { client } = await deskWithAgent();
  const [a, b] = [
    client.mutation('ticket.create', newTicket()),
    client.mutation('ticket.create', newTicket()),
  ];
  expect(await client.push([b, a])).toMatchObject({ ok: false, error: { code: 'INVALID_MESSAGE' } });
  expect(await client.push([a, a])).toMatchObject({ ok: false, error: { code: 'INVALID_MESSAGE' } });
  expect(await client.push([a, b])).toMatchObject({ ok: true, lastSeq: 2 });
});

test('S6: a hole among numbers that were answered is none, one among new numbers is a gap', async () => {
  const { client } = await deskWithAgent();
  const next = () => client.mutation('ticket.create', newTicket());
  const [a, b, c, d, e] = [next(), next(), next(), next(), next()];
  expect(await client.push([a, b, c])).toMatchObject({ ok: true, lastSeq: 3 });
  expect(await client.push([a, c, e])).toMatchObject({
    ok: false,
    error: { code: 'CONFLICT', reason: 'gap', lastSeq: 3 },
  });
  expect(await client.push([a, c, d])).toMatchObject({ ok: true, lastSeq: 4 });
});

test('S7: a clientId is bound to the person who first used it', async () => {
  const { server, client } = await deskWithAgent();
  await client.change('ticket.create', newTicket());
  const thief = await server.person('staff');
  const refused = new RawClient({
    url: server.url,
    token: thief.accessToken,
    clientId: client.clientId,
  }).connected();
  await expect(refused).rejects.toMatchObject({ code: 'AUTHORIZATION_FAILED', reason: 'client' });
});

test('S19: a push for another life of the server’s data is a CONFLICT', async () => {
  const { client } = await deskWithAgent();
  const mutation = client.mutation('ticket.create', newTicket());
  const answer = await client.push([mutation], { epoch: 'another' });
  expect(answer).toMatchObject({ ok: false, error: { code: 'CONFLICT', reason: 'epoch' } });
  expect(await client.push([mutation])).toMatchObject({ ok: true });
});

test('S5: results stay until they are acknowledged, by push or by pull', async () => {
  const { client } = await deskWithAgent();
  const seqs = async (acked: number) =>
    (await client.pull({}, { acked })).last.results?.map((result) => result.seq);
  await client.push([1, 2, 3].map(() => client.mutation('ticket.create', newTicket())));
  expect(await seqs(0)).toEqual([1, 2, 3]);
  expect(await seqs(1)).toEqual([2, 3]);
  await client.push([], { acked: 2 });
  expect(await seqs(0)).toEqual([3]);
  expect(await seqs(3)).toEqual([]);
});

test('a push that would pass the limit of mutations is refused as a whole and says when to come back', async () => {
  const { client } = await deskWithAgent({
    HOLDFAST_MUTATION_BURST: '3',
    HOLDFAST_MUTATIONS_PER_SECOND: '1',
  });
  const mutations = [1, 2, 3, 4].map(() => client.mutation('ticket.create', newTicket()));
  expect(await client.push(mutations.slice(0, 3))).toMatchObject({ ok: true });
  const answer = await client.push(mutations.slice(3));
  expect(answer).toMatchObject({ ok: false, error: { code: 'RATE_LIMIT_EXCEEDED' } });
  if (answer.ok) return;
  expect(answer.error.retryAfterMs).toBeGreaterThan(0);
  expect(answer.error.retryAfterMs).toBeLessThanOrEqual(1_000);
});

test('S1: pushes of many clients at once are each answered with their own results', async () => {
  const { connect } = await deskWithAgent({ HOLDFAST_MAX_CONNECTIONS_PER_USER: '20' });
  const clients = await Promise.all(Array.from({ length: 8 }, () => connect()));
  const answers = await Promise.all(
    clients.map((client) =>
      client.push([
        client.mutation('ticket.create', newTicket({ title: client.clientId })),
        client.mutation('ticket.update', { id: newId(), changes: {} }),
      ]),
    ),
  );
  const versions = answers.map((answer) => (answer.ok ? answer.results[0]?.version : undefined));
  expect(new Set(versions).size).toBe(8);
  for (const answer of answers)
    expect(answer).toMatchObject({ ok: true, results: [{ ok: true }, { ok: false }] });
});
