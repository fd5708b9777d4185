import type { Cursor } from '@holdfast/shared/protocol/stream.ts';
import { expect, test } from 'vitest';
import { newTicket } from '../test-support/changes.ts';
import { readyClient } from '../test-support/raw-client.ts';
import { newId, testServer } from '../test-support/test-server.ts';

async function deskWithAgent() {
  const server = await testServer();
  const agent = await server.person('agent');
  return { server, agent, client: await readyClient({ url: server.url, token: agent.accessToken }) };
}

test('S15: pages of any size bring the same, in order, and may end inside a commit', async () => {
  const { client } = await deskWithAgent();
  await client.push(Array.from({ length: 10 }, () => client.mutation('ticket.create', newTicket())));
  const whole = await client.pull();
  for (const limit of [1, 2, 7, 2_000]) {
    const { entries, pages, last } = await client.pull({}, { limit });
    expect(entries).toEqual(whole.entries);
    expect(last.cursors).toEqual(whole.last.cursors);
    expect(pages.every((page) => page.entries.length <= limit)).toBe(true);
    expect(
      pages.slice(0, -1).every((page) => page.more && page.heads === undefined && page.results === undefined),
    ).toBe(true);
  }
  for (const scope of whole.last.scopes) {
    const places = whole.entries
      .filter((entry) => entry.scope === scope)
      .map((entry) => `${String(entry.version).padStart(9, '0')} ${entry.table} ${entry.id}`);
    expect(places).toEqual([...places].sort());
  }
});

test('S15: a page cursor says where it stands and where the scope stood when it began', async () => {
  const { client } = await deskWithAgent();
  await client.push(Array.from({ length: 3 }, () => client.mutation('ticket.create', newTicket())));
  const first = await client.page({}, { limit: 2 });
  const begun = Object.values(first.cursors).find((cursor) => cursor.id !== undefined);
  expect(begun).toMatchObject({ table: expect.any(String), at: expect.any(Number) });
  await client.change('ticket.create', newTicket());
  const rest = await client.pull(first.cursors, { limit: 2 });
  const tickets = [...first.entries, ...rest.entries].filter(
    (entry) => entry.scope === 'desk' && entry.table === 'ticket',
  );
  expect(new Set(tickets.map((entry) => entry.id)).size).toBe(4);
});

test('S15: a pull from finished cursors brings only what came after, and each row once a page', async () => {
  const { client } = await deskWithAgent();
  const ticket = newTicket();
  await client.change('ticket.create', ticket);
  const { last } = await client.pull();
  await client.change('ticket.update', {
    id: ticket.id,
    changes: { title: { was: ticket.title, now: 'Smokes less' } },
  });
  const next = await client.pull(last.cursors);
  expect(next.entries.map((entry) => entry.table).sort()).toEqual([
    'activity',
    'activity',
    'ticket',
    'ticket',
  ]);
  expect(next.rows).toHaveLength(2);
  expect(next.rows.find((row) => row.table === 'ticket')?.data.title).toBe('Smokes less');
  const nothing = await client.pull(next.last.cursors);
  expect(nothing.entries).toEqual([]);
  expect(nothing.last.cursors).toEqual(next.last.cursors);
});

test('S9: a scope holds a row once, however often it was edited', async () => {
  const { client } = await deskWithAgent();
  const ticket = newTicket();
  await client.change('ticket.create', ticket);
  let was = ticket.title;
  for (const now of ['one', 'two', 'three']) {
    await client.change('ticket.update', { id: ticket.id, changes: { title: { was, now } } });
    was = now;
  }
  const { entries } = await client.pull();
  expect(entries.filter((entry) => entry.scope === 'desk' && entry.table === 'ticket')).toHaveLength(1);
});

test('S19: cursors of another life of the server’s data mean nothing: all is read from the start', async () => {
  const { client } = await deskWithAgent();
  await client.change('ticket.create', newTicket());
  const { last, entries } = await client.pull();
  const again = await client.pull(last.cursors, { epoch: 'another' });
  expect(again.last.epoch).toBe(last.epoch);
  expect(again.pages[0]?.entries).toEqual(entries);
});

test('S11: cursors of scopes that one does not have are ignored and bring nothing', async () => {
  const { server, client } = await deskWithAgent();
  await client.change('ticket.create', newTicket());
  const staff = await server.person('staff');
  const reader = await readyClient({ url: server.url, token: staff.accessToken });
  const cursors: Record<string, Cursor> = {
    desk: { version: 0 },
    admin: { version: 0 },
    __proto__: { version: 0 },
  };
  const { last, entries, rows } = await reader.pull(cursors);
  expect([...last.scopes].sort()).toEqual(['everyone', `user:${staff.user.id}`].sort());
  expect(Object.keys(last.cursors).sort()).toEqual([...last.scopes].sort());
  expect(entries.every((entry) => last.scopes.includes(entry.scope))).toBe(true);
  expect(rows.every((row) => row.table === 'user')).toBe(true);
});

test('a page of many rows travels compressed and stays below the size of a message', async () => {
  const { client } = await deskWithAgent();
  const description = Array.from({ length: 400 }, () => newId()).join(' ');
  for (let round = 0; round < 3; round += 1) {
    await client.push(
      Array.from({ length: 20 }, () => client.mutation('ticket.create', newTicket({ description }))),
    );
  }
  const answer = await client.send<{ packed?: Uint8Array }>('sync:pull', {
    acked: 0,
    cursors: {},
    limit: 2_000,
  });
  if (!answer.ok) throw new Error(answer.error.message);
  expect(answer.packed?.byteLength).toBeLessThan(1024 * 1024);
  const { pages, rows } = await client.pull({}, { limit: 2_000 });
  expect(pages.length).toBeGreaterThan(1);
  const ids = rows.filter((row) => row.table === 'ticket').map((row) => row.id);
  expect(new Set(ids).size).toBe(60);
});

test('S17: a ping names the heads when they have moved, and results that were not acknowledged', async () => {
  const { client } = await deskWithAgent();
  const { last } = await client.pull();
  const heads = last.heads ?? {};
  expect(await client.ping(heads)).toEqual({ ok: true, at: expect.any(Number), results: [] });
  const { result } = await client.change('ticket.create', newTicket());
  const answer = await client.ping(heads);
  if (!answer.ok) throw new Error(answer.error.message);
  expect(answer.heads).toEqual((await client.pull()).last.heads);
  expect(answer.results).toEqual([result]);
  expect(Math.abs(answer.at - Date.now())).toBeLessThan(5_000);
});
