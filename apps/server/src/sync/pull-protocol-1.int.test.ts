import { expect, test } from 'vitest';
import { newTicket } from '../test-support/changes.ts';
import { type RawClient, readyClient } from '../test-support/raw-client.ts';
import { testServer } from '../test-support/test-server.ts';

const auth = { protocol: 1, schema: 1 };

/** A client of the previous protocol beside one of the current. */
async function oldAndNew() {
  const server = await testServer();
  const agent = await server.person('agent');
  const options = { url: server.url, token: agent.accessToken };
  return { server, agent, old: await readyClient({ ...options, auth }), now: await readyClient(options) };
}

async function makeTickets(client: RawClient, count: number): Promise<number> {
  const mutations = Array.from({ length: count }, () => client.mutation('ticket.create', newTicket()));
  const answer = await client.push(mutations);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.results.at(-1)?.version ?? 0;
}

const sorted = (rows: readonly { table: string; id: string }[]) =>
  [...rows].sort((left, right) => (`${left.table}/${left.id}` < `${right.table}/${right.id}` ? -1 : 1));

test('S24: a client of protocol 1 reads upwards, in pages of any size, and ends with the same rows', async () => {
  const { old, now } = await oldAndNew();
  await makeTickets(now, 10);
  const current = await now.pull();
  for (const limit of [1, 7, 2_000]) {
    const { entries, rows, pages, last } = await old.pull({}, { limit });
    expect(pages.some((page) => Object.values(page.cursors).some((cursor) => cursor.snapshot))).toBe(false);
    expect(pages.some((page) => page.expected !== undefined)).toBe(false);
    expect(last.heads).toEqual(current.last.heads);
    expect(last.cursors).toEqual(current.last.cursors);
    const unique = new Map(rows.map((row) => [`${row.table}/${row.id}`, row]));
    expect(sorted([...unique.values()])).toEqual(sorted(current.rows));
    for (const scope of last.scopes) {
      const versions = entries.filter((entry) => entry.scope === scope).map((entry) => entry.version);
      expect(versions).toEqual([...versions].sort((left, right) => left - right));
    }
  }
});

test('S24: changes of either protocol reach the other in deltas', async () => {
  const { old, now } = await oldAndNew();
  const first = await makeTickets(old, 1);
  expect((await now.delta((delta) => delta.version === first)).scopes.desk?.version).toBe(first);
  const second = await makeTickets(now, 1);
  expect((await old.delta((delta) => delta.version === second)).scopes.desk?.version).toBe(second);
});

test('S17, S24: protocol 1 is told which of its cursors are stale', async () => {
  const { old, now } = await oldAndNew();
  const { last } = await old.pull();
  expect(await old.ping1(last.heads ?? {})).toMatchObject({ ok: true, stale: [], results: [] });
  await makeTickets(now, 1);
  const answer = await old.ping1(last.heads ?? {});
  if (!answer.ok) throw new Error(answer.error.message);
  expect(answer.stale).toContain('desk');
  expect(answer.stale).not.toContain('everyone');
});

test('S24: what came with protocol 2 is unknown to a connection of protocol 1', async () => {
  const { old } = await oldAndNew();
  expect(await old.digest('desk', 0, 0)).toMatchObject({ ok: false, error: { code: 'INVALID_MESSAGE' } });
  expect(await old.known([])).toMatchObject({ ok: false, error: { code: 'INVALID_MESSAGE' } });
  expect(await old.ping({})).toMatchObject({ ok: false, error: { code: 'INVALID_MESSAGE' } });
});

test('S24: a client of protocol 1 that knows more than the server needs an update', async () => {
  const { old } = await oldAndNew();
  const request = { epoch: old.epoch, acked: 0, cursors: { desk: { version: 99 } }, limit: 10 };
  expect(await old.send('sync:pull', request)).toMatchObject({
    ok: false,
    error: { code: 'UPGRADE_REQUIRED', reason: 'away-too-long' },
  });
});
