import type { Cursor, Entry } from '@holdfast/shared/protocol/stream.ts';
import { expect, test } from 'vitest';
import { newTicket } from '../test-support/changes.ts';
import { type RawClient, readyClient } from '../test-support/raw-client.ts';
import { newId, testServer } from '../test-support/test-server.ts';

async function deskWithAgent() {
  const server = await testServer();
  const agent = await server.person('agent');
  return { server, agent, client: await readyClient({ url: server.url, token: agent.accessToken }) };
}

type Ticket = Record<string, unknown>;

async function pushTickets(client: RawClient, count: number, more: Ticket = {}): Promise<number> {
  const mutations = Array.from({ length: count }, () => client.mutation('ticket.create', newTicket(more)));
  const answer = await client.push(mutations);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.results.at(-1)?.version ?? 0;
}

const places = (entries: readonly Entry[], scope: string) =>
  entries
    .filter((entry) => entry.scope === scope)
    .map((entry) => `${String(entry.version).padStart(9, '0')} ${entry.table} ${entry.id}`);

const names = (entries: readonly Entry[]) =>
  new Set(entries.map(({ scope, table, id }) => `${scope}/${table}/${id}`));

test('S16: a scope without a cursor is read downwards from its newest entry, in pages of any size', async () => {
  const { client } = await deskWithAgent();
  await pushTickets(client, 10);
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
    const read = places(whole.entries, scope);
    expect(read).toEqual([...read].sort().reverse());
    expect(whole.last.cursors[scope]).toEqual({ version: whole.last.heads?.[scope] });
  }
});

test('S16: one’s own scope comes first, the desk last', async () => {
  const { client, agent } = await deskWithAgent();
  await pushTickets(client, 2, { assigneeId: agent.user.id });
  const { entries } = await client.pull({}, { limit: 3 });
  const order = [...new Set(entries.map((entry) => entry.scope))];
  expect(order).toEqual([`user:${agent.user.id}`, 'everyone', 'desk']);
});

test('S16: the page that begins a snapshot says how many entries are to come, and never ends it', async () => {
  const { client } = await deskWithAgent();
  await pushTickets(client, 4);
  const { pages, entries } = await client.pull();
  expect(pages).toHaveLength(2);
  expect(pages[0]?.expected).toBe(entries.length);
  expect(pages[0]?.cursors.desk?.snapshot?.top).toBe(pages[1]?.heads?.desk);
  expect(pages[1]?.expected).toBeUndefined();
  expect(pages[1]?.cursors.desk).toEqual({ version: pages[1]?.heads?.desk });
});

test('S16: what is committed while a snapshot is read comes first, and the snapshot goes on where it was', async () => {
  const { client } = await deskWithAgent();
  await pushTickets(client, 5);
  const first = await client.page({}, { limit: 6 });
  const version = await pushTickets(client, 1);
  const second = await client.page(first.cursors, { limit: 6 });
  expect(second.expected).toBeUndefined();
  expect(second.entries[0]?.version).toBe(version);
  expect(second.cursors.desk).toMatchObject({ version, snapshot: { top: first.cursors.desk?.version } });
  const rest = await client.pull(second.cursors, { limit: 6 });
  const all = [...first.entries, ...second.entries, ...rest.entries];
  expect(names(all).size).toBe(all.length);
  expect(names(all)).toEqual(names((await client.pull()).entries));
});

test('S16: a snapshot holds no rows that are gone', async () => {
  const { client, server } = await deskWithAgent();
  const staff = await server.person('staff');
  const ticket = newTicket({ assigneeId: staff.user.id });
  await client.change('ticket.create', ticket);
  const reader = await readyClient({ url: server.url, token: staff.accessToken });
  await client.change('ticket.update', {
    id: ticket.id,
    changes: { assigneeId: { was: staff.user.id, now: null } },
  });
  const { entries, rows } = await reader.pull();
  expect(entries.filter((entry) => entry.gone)).toEqual([]);
  expect(rows.map((row) => row.id)).not.toContain(ticket.id);
});

test('S15: catching up ascends, and a page may end inside a commit', async () => {
  const { client, agent } = await deskWithAgent();
  const { last } = await client.pull();
  const version = await pushTickets(client, 6);
  const { pages, entries } = await client.pull(last.cursors, { limit: 2 });
  expect(places(entries, 'desk')).toEqual([...places(entries, 'desk')].sort());
  expect(places(entries, 'desk')).toHaveLength(18);
  const scope = `user:${agent.user.id}`;
  expect(pages[0]?.cursors[scope]).toMatchObject({
    ...{ table: expect.any(String), id: expect.any(String) },
    ...{ version: version - 5, at: last.heads?.[scope] },
  });
});

test('S15: what several scopes name is caught up in the order of versions, so that a row travels once', async () => {
  const { client } = await deskWithAgent();
  const { last } = await client.pull();
  await pushTickets(client, 400);
  const { pages, entries, rows } = await client.pull(last.cursors, { limit: 500 });
  const versions = entries.map((entry) => entry.version);
  expect(versions).toEqual([...versions].sort((left, right) => left - right));
  expect(entries).toHaveLength(400 * 3 * 2);
  expect(new Set(entries.map((entry) => `${entry.scope} ${entry.table} ${entry.id}`)).size).toBe(
    entries.length,
  );
  // A row may be there twice where a page ends between its scopes.
  expect(new Set(rows.map((row) => `${row.table} ${row.id}`)).size).toBe(400 * 3);
  expect(rows.length).toBeLessThan(400 * 3 + pages.length);
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
  const again = await client.page(last.cursors, { epoch: 'another', acked: 7 });
  expect(again.epoch).toBe(last.epoch);
  expect(again.entries).toEqual(entries);
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
