import { allModels } from '@holdfast/shared/registry.ts';
import { expect, test } from 'vitest';
import { openSqliteStore } from '../store/sqlite/sqlite-store.ts';
import { readStore, writeStore } from '../store/work.ts';
import { newTicket } from '../test-support/changes.ts';
import { type RawClient, readyClient } from '../test-support/raw-client.ts';
import { tempFolder } from '../test-support/temp-folder.ts';
import { newId, type TestServer, testServer } from '../test-support/test-server.ts';

const DAY_MS = 86_400_000;

/** A desk whose clock the test moves, and somebody who sees a ticket only while they are assigned. */
async function deskInTime() {
  let time = Date.now();
  const server = await testServer({ HOLDFAST_ACCESS_TOKEN_SECONDS: '86400' }, { now: () => time });
  const [agent, staff] = [await server.person('agent'), await server.person('staff')];
  const connect = (token: string, auth = {}) => readyClient({ url: server.url, token, auth });
  return {
    server,
    staff,
    desk: await connect(agent.accessToken),
    mine: await connect(staff.accessToken),
    old: await connect(staff.accessToken, { protocol: 1, schema: 1 }),
    later: (days: number) => {
      time += days * DAY_MS;
    },
  };
}

const assign = (desk: RawClient, id: string, was: string | null, now: string | null) =>
  desk.change('ticket.update', { id, changes: { assigneeId: { was, now } } });

/** A ticket that the staff member had, and lost. Gives where they stood while they had it. */
async function lostTicket({ desk, mine, staff }: Awaited<ReturnType<typeof deskInTime>>) {
  const ticket = newTicket({ assigneeId: staff.user.id });
  await desk.change('ticket.create', ticket);
  const { last } = await mine.pull();
  await assign(desk, ticket.id, staff.user.id, null);
  return { ticket, cursors: last.cursors };
}

async function pruneAfter(server: TestServer, later: (days: number) => void, days: number): Promise<void> {
  later(days);
  await server.prune();
}

test('S18: a gone entry is there for 30 days, so that whoever was away learns of it', async () => {
  const desk = await deskInTime();
  const { ticket, cursors } = await lostTicket(desk);
  await pruneAfter(desk.server, desk.later, 29);
  const { entries, pages } = await desk.mine.pull(cursors);
  expect(entries).toContainEqual(expect.objectContaining({ table: 'ticket', id: ticket.id, gone: true }));
  expect(pages[0]?.expected).toBeUndefined();
});

test('S18: after that the entry is deleted, and whoever stands before it reads the scope anew', async () => {
  const desk = await deskInTime();
  const { ticket, cursors } = await lostTicket(desk);
  const kept = newTicket({ assigneeId: desk.staff.user.id });
  await desk.desk.change('ticket.create', kept);
  const scope = `user:${desk.staff.user.id}`;
  const current = await desk.mine.pull(cursors);
  await pruneAfter(desk.server, desk.later, 31);

  const { entries, pages } = await desk.mine.pull(cursors);
  expect(pages[0]?.cursors[scope]?.snapshot?.top).toBe(pages.at(-1)?.heads?.[scope]);
  expect(pages[0]?.cursors.everyone).toEqual(cursors.everyone);
  const tickets = entries.filter((entry) => entry.table === 'ticket').map((entry) => entry.id);
  expect(tickets).toEqual([kept.id]);
  expect(tickets).not.toContain(ticket.id);

  const upToDate = await desk.mine.pull(current.last.cursors);
  expect(upToDate.entries).toEqual([]);
  expect(upToDate.pages[0]?.expected).toBeUndefined();
});

test('S16, S18: a snapshot that began before the history does begins anew', async () => {
  const desk = await deskInTime();
  const scope = `user:${desk.staff.user.id}`;
  await desk.desk.change('ticket.create', newTicket({ assigneeId: desk.staff.user.id }));
  const begun = await desk.mine.page({}, { limit: 1 });
  await lostTicket(desk);
  await pruneAfter(desk.server, desk.later, 31);
  const next = await desk.mine.page(begun.cursors, { limit: 1 });
  // The ticket with its conversation and history, and that both tickets were assigned to them.
  expect(next.expected).toBe(5);
  expect(next.cursors[scope]?.snapshot?.top).toBeGreaterThan(begun.cursors[scope]?.snapshot?.top ?? 0);
});

test('S18, S24: a client of protocol 1 that was away too long is told to update, a new one reads all', async () => {
  const desk = await deskInTime();
  const { cursors } = await lostTicket(desk);
  await pruneAfter(desk.server, desk.later, 31);
  const request = { epoch: desk.old.epoch, acked: 0, cursors, limit: 10 };
  expect(await desk.old.send('sync:pull', request)).toMatchObject({
    ok: false,
    error: { code: 'UPGRADE_REQUIRED', reason: 'away-too-long' },
  });
  const { last } = await desk.old.pull({}, { limit: 1 });
  expect(last.cursors).toEqual((await desk.mine.pull()).last.cursors);
});

test('S6: an acknowledged answer is kept for 90 days, one that is not acknowledged longer', async () => {
  const { server, desk, later } = await deskInTime();
  const first = desk.mutation('ticket.create', newTicket());
  const second = desk.mutation('ticket.create', newTicket());
  await desk.push([first, second]);
  await desk.push([], { acked: 1 });
  await pruneAfter(server, later, 89);
  expect(await desk.known([first.id, second.id])).toEqual({ ok: true, unknown: [] });
  await pruneAfter(server, later, 2);
  expect(await desk.known([first.id, second.id])).toEqual({ ok: true, unknown: [first.id] });
  expect(await desk.push([second])).toMatchObject({ ok: true, results: [{ ok: true }] });
});

test('S18: what has grown old is also deleted at a start, so that a server that never runs long prunes too', async () => {
  const folder = tempFolder();
  const store = openSqliteStore({ folder, models: allModels, newId });
  const gone = { scope: 'desk', table: 'ticket', id: 'a', version: 1, gone: true };
  await store.write(function* () {
    yield* writeStore((tx) => tx.putVersion(1));
    yield* writeStore((tx) => tx.putHour('2020-01-01T00', 1));
    yield* writeStore((tx) => tx.putEntries([gone]));
    yield* writeStore((tx) => tx.moveScope({ scope: 'desk', head: 1, digest: 0, live: 0 }));
  });
  const server = await testServer({ HOLDFAST_DATA: folder });
  await server.stop();
  expect(await store.read(() => readStore((tx) => tx.scopeState('desk')))).toMatchObject({
    historyStartsAt: 1,
  });
  await store.close();
});
